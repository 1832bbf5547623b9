/** Who uses the app, and in which workspace. */
import { query, type Schemas } from './api';
import { mark } from '@/lib/language';

export type Role = Schemas['Member']['role'];
export type Member = Schemas['Member'];

export function useMe() {
  return query.useQuery('get', '/api/v1/auth/me', {}, { staleTime: 60_000 });
}

export const ROLES: readonly { value: Role; label: string; hint: string }[] = [
  { value: 'viewer', label: mark('Viewer'), hint: mark('sees everything') },
  { value: 'editor', label: mark('Editor'), hint: mark('uploads, analyses and repairs') },
  { value: 'owner', label: mark('Owner'), hint: mark('also members, keys, webhooks and budgets') },
];
