import { api, type Schemas } from '@/client/api';
import { useQuery } from '@tanstack/react-query';

const POLL_MILLISECONDS = 2_000;
const isUnderWay = (status: string | undefined): boolean => status === 'queued' || status === 'running';

/** The score out of an insight's facts: small, while the whole profile may be megabytes. */
export function useScore(analysisId: string | null) {
  return useQuery<Result>({
    queryKey: ['score', analysisId],
    enabled: analysisId !== null,
    staleTime: Infinity,
    refetchInterval: ({ state }) => (isUnderWay(state.data?.status) ? POLL_MILLISECONDS : false),
    queryFn: async ({ signal }) => readScore(analysisId ?? '', signal),
  });
}

async function readScore(analysisId: string, signal: AbortSignal): Promise<Result> {
  const request = { params: { path: { analysis_id: analysisId } }, signal };
  const status = (await api.GET('/api/v1/analysis/{analysis_id}/status', request)).data?.status ?? 'queued';
  if (status !== 'completed') return { status, score: null };
  const { data } = await api.GET('/api/v1/insights/{analysis_id}', request);
  return { status, score: data === undefined ? null : scoreOf(data.facts) };
}

export interface Result {
  status: Schemas['AnalysisStatus'];
  score: Score | null;
}

export interface Score {
  score: number;
  issues: number;
  rows: number;
  columns: number;
}

type Facts = readonly { scope: string; metric: string; value: number | string }[];

export function scoreOf(facts: Facts): Score | null {
  const number = (scope: string, metric: string): number | null => {
    const found = facts.find((fact) => fact.scope === scope && fact.metric === metric)?.value;
    return typeof found === 'number' ? found : null;
  };
  const score = number('quality', 'score');
  if (score === null) return null;
  return {
    score,
    issues: number('quality', 'issue_count') ?? 0,
    rows: number('dataset', 'row_count') ?? 0,
    columns: number('dataset', 'column_count') ?? 0,
  };
}
