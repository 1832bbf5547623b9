import { useQueryClient } from '@tanstack/react-query';
import { query, type Schemas } from '@/client/api';
import { mark } from '@/lib/language';

export type Key = Schemas['KeyList']['keys'][number];

export function useKeys() {
  return query.useQuery('get', '/api/v1/keys');
}

function useRefresh() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: ['get', '/api/v1/keys'] });
}

export function useCreateKey() {
  return query.useMutation('post', '/api/v1/keys', { onSuccess: useRefresh() });
}

export function useRevokeKey() {
  return query.useMutation('delete', '/api/v1/keys/{key_id}', { onSuccess: useRefresh() });
}

export const LIFETIMES = [
  { value: '30', label: mark('30 days') },
  { value: '90', label: mark('90 days') },
  { value: '180', label: mark('180 days') },
  { value: '365', label: mark('A year') },
] as const;

export const MODES = [
  { value: 'live', label: mark('Live') },
  { value: 'test', label: mark('Test') },
] as const satisfies readonly { value: Key['mode']; label: string }[];

export const SCOPES = [
  { value: 'write', label: mark('Read and write') },
  { value: 'read', label: mark('Read only') },
] as const;

const SOON_DAYS = 14;
const DAY_MILLISECONDS = 86_400_000;

/** Whether a key ends so soon that somebody should think of the next one. */
export function endsSoon(key: Pick<Key, 'expires_at'>, now: number = Date.now()): boolean {
  return new Date(key.expires_at).getTime() - now < SOON_DAYS * DAY_MILLISECONDS;
}
