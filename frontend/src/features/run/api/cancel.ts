import { useQueryClient } from '@tanstack/react-query';
import { query } from '@/client/api';

/** Ends the execution; nothing that it may still do is stored. */
export function useCancel() {
  const cache = useQueryClient();
  return query.useMutation('post', '/api/v1/analysis/{analysis_id}/cancel', { onSettled: () => cache.invalidateQueries() });
}
