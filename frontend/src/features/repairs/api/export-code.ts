import { useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '@/client/api';
import type { CodeChoice } from './languages';
import { bodyOf, type Steps } from './order';

export type Script = Schemas['Script'];

/** The script of exactly these repairs. */
export function useScript(analysisId: string, choice: CodeChoice, steps: Steps) {
  return useQuery({
    queryKey: ['script', analysisId, choice.value, steps],
    staleTime: Infinity,
    enabled: steps.ids.length > 0,
    queryFn: async ({ signal }) => readScript(analysisId, choice, steps, signal),
  });
}

export async function readScript(analysisId: string, choice: CodeChoice, steps: Steps, signal?: AbortSignal): Promise<Script> {
  const { data } = await api.POST('/api/v1/exports/code', {
    body: { analysis_id: analysisId, language: choice.language, dialect: choice.dialect, ...bodyOf(steps) },
    ...(signal === undefined ? {} : { signal }),
  });
  if (data === undefined) throw new TypeError('The reply with a script was empty.');
  return data;
}
