import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query } from '@/client/api';
import { saveAs } from '@/lib/download';

const ofMonth = (month: string) => ({ params: { query: { month } } });

export function useUsage(month: string) {
  return query.useQuery('get', '/api/v1/usage', ofMonth(month));
}

export function useInvoice(month: string) {
  return query.useQuery('get', '/api/v1/usage/invoice', ofMonth(month));
}

/** The statement's text: CSV. */
export function useStatement(month: string) {
  return query.useQuery('get', '/api/v1/usage/statement', { ...ofMonth(month), parseAs: 'text' });
}

export function useStatementDownload() {
  return useMutation({
    mutationFn: async (month: string) => {
      const { data } = await api.GET('/api/v1/usage/statement', { ...ofMonth(month), parseAs: 'text' });
      if (data === undefined) throw new TypeError('The reply with the statement was empty.');
      saveAs(data, `usage-${month}.csv`, 'text/csv');
    },
  });
}

export function useSetBudget() {
  const cache = useQueryClient();
  return query.useMutation('put', '/api/v1/usage/budget', {
    onSuccess: () => cache.invalidateQueries({ queryKey: ['get', '/api/v1/usage'] }),
  });
}
