/** Who uses the app, and in which workspace. */
import { query, type Schemas } from './api';

export type Role = Schemas['Member']['role'];
export type Member = Schemas['Member'];

export function useMe() {
  return query.useQuery('get', '/api/v1/auth/me', {}, { staleTime: 60_000 });
}

export const ROLES: readonly { value: Role; label: string; hint: string }[] = [
  { value: 'viewer', label: 'Viewer', hint: 'sees everything' },
  { value: 'editor', label: 'Editor', hint: 'uploads, analyses and repairs' },
  { value: 'owner', label: 'Owner', hint: 'also members, keys, webhooks and budgets' },
];
