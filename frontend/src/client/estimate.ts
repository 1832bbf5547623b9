import { query } from './api';

/** What an analysis of so many bytes will cost, exactly, and about how long it takes. */
export function useEstimate(sizeBytes: number | null) {
  return query.useQuery('post', '/api/v1/estimates', { body: { size_bytes: sizeBytes ?? 1 } }, { enabled: sizeBytes !== null && sizeBytes > 0, staleTime: 60_000 });
}
