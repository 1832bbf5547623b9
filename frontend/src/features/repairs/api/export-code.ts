import { useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '@/client/api';
import type { CodeChoice } from './languages';

export type Script = Schemas['Script'];

/** The script of exactly these repairs. */
export function useScript(analysisId: string, choice: CodeChoice, ids: readonly string[]) {
  return useQuery({
    queryKey: ['script', analysisId, choice.value, ids],
    staleTime: Infinity,
    enabled: ids.length > 0,
    queryFn: async ({ signal }) => readScript(analysisId, choice, ids, signal),
  });
}

export async function readScript(analysisId: string, choice: CodeChoice, ids: readonly string[], signal?: AbortSignal): Promise<Script> {
  const { data } = await api.POST('/api/v1/exports/code', {
    body: { analysis_id: analysisId, language: choice.language, dialect: choice.dialect, recommendation_ids: [...ids] },
    ...(signal === undefined ? {} : { signal }),
  });
  if (data === undefined) throw new TypeError('The reply with a script was empty.');
  return data;
}
