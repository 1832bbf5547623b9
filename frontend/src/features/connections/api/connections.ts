import { useQueryClient } from '@tanstack/react-query';
import { query, type Schemas } from '@/client/api';

export type Connection = Schemas['Connection'];
export type Entry = Schemas['Entry'];
export type Import = Schemas['Import'];

export function useConnections() {
  return query.useQuery('get', '/api/v1/connections');
}

export function useConnection(connectionId: string) {
  return query.useQuery('get', '/api/v1/connections/{connection_id}', { params: { path: { connection_id: connectionId } } });
}

function useRefresh() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: ['get', '/api/v1/connections'] });
}

export function useCreateConnection() {
  return query.useMutation('post', '/api/v1/connections', { onSuccess: useRefresh() });
}

export function useDeleteConnection() {
  return query.useMutation('delete', '/api/v1/connections/{connection_id}', { onSuccess: useRefresh() });
}

export function useChangeConnection() {
  return query.useMutation('patch', '/api/v1/connections/{connection_id}', { onSuccess: useRefresh() });
}

export function useReplaceCredentials() {
  return query.useMutation('put', '/api/v1/connections/{connection_id}/credentials', { onSuccess: useRefresh() });
}

export function useTestConnection() {
  return query.useMutation('post', '/api/v1/connections/{connection_id}/test');
}

/** Page after page of what lies at a path. */
export function useEntries(connectionId: string, path: string) {
  return query.useInfiniteQuery(
    'get',
    '/api/v1/connections/{connection_id}/entries',
    { params: { path: { connection_id: connectionId }, query: { path } } },
    { pageParamName: 'cursor', initialPageParam: null, getNextPageParam: (page: Schemas['EntryList']) => page.next_cursor, retry: false },
  );
}

export function useStartImport() {
  return query.useMutation('post', '/api/v1/connections/{connection_id}/imports');
}

const POLL_MILLISECONDS = 1_000;
export const hasEnded = (one: Import): boolean => one.status === 'completed' || one.status === 'failed';

/** Asks again until everything has come over. */
export function useImport(started: Import) {
  return query.useQuery(
    'get',
    '/api/v1/connections/{connection_id}/imports/{import_id}',
    { params: { path: { connection_id: started.connection_id, import_id: started.import_id } } },
    { refetchInterval: ({ state }) => (state.data !== undefined && hasEnded(state.data) ? false : POLL_MILLISECONDS) },
  );
}
