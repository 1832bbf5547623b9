import { query } from '@/client/api';
import { useQueryClient } from '@tanstack/react-query';

/** Takes the file, its analyses and all their results. */
export function useDeleteDataset() {
  const cache = useQueryClient();
  return query.useMutation('delete', '/api/v1/datasets/{dataset_id}', {
    onSuccess: () => cache.invalidateQueries(),
  });
}
