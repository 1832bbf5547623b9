import { api, type Schemas } from '@/client/api';
import { useInfiniteQuery } from '@tanstack/react-query';

export type Dataset = Schemas['Dataset'];

const PAGE = 50;

/** Newest first, a page at a time. */
export function useDatasets() {
  return useInfiniteQuery({
    queryKey: ['datasets'],
    queryFn: async ({ pageParam, signal }) => {
      const params = { query: { limit: PAGE, ...(pageParam === '' ? {} : { cursor: pageParam }) } };
      const { data } = await api.GET('/api/v1/datasets', { params, signal });
      return data ?? { datasets: [], next_cursor: null };
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    select: (found) => found.pages.flatMap((page) => page.datasets),
  });
}
