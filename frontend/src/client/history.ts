/** The analyses of the workspace: what the list shows of each data set, and how its score moved. */
import { query, type Schemas } from './api';

export type AnalysisSummary = Schemas['AnalysisSummary'];

const NEWEST = 100;
const POLL_MILLISECONDS = 2_000;

export const isUnderWay = (status: Schemas['AnalysisStatus'] | undefined): boolean => status === 'queued' || status === 'running';

/** Newest first. Asked again while any is under way. */
export function useHistory() {
  return query.useQuery(
    'get',
    '/api/v1/analysis',
    { params: { query: { limit: NEWEST } } },
    {
      refetchInterval: ({ state }) => (state.data?.analyses.some((one) => isUnderWay(one.status)) === true ? POLL_MILLISECONDS : false),
      select: ({ analyses }) => analyses,
    },
  );
}

/** Newest first, of one data set. */
export function useDatasetHistory(datasetId: string | undefined) {
  return query.useQuery(
    'get',
    '/api/v1/analysis',
    { params: { query: { limit: NEWEST, ...(datasetId === undefined ? {} : { dataset_id: datasetId }) } } },
    { enabled: datasetId !== undefined, select: ({ analyses }) => analyses },
  );
}

/** Scores from the oldest version to the newest. Those for other goals are weighed otherwise, so they are left out. */
export function scoresOf(analyses: readonly AnalysisSummary[], goal: Schemas['Goal']): number[] {
  return analyses
    .filter((one) => one.goal === goal && typeof one.quality_score === 'number')
    .map((one) => one.quality_score ?? 0)
    .reverse();
}

/** The completed analysis before one, for the same goal; null where it is the first. */
export function versionBefore(newestFirst: readonly AnalysisSummary[], analysisId: string): string | null {
  const at = newestFirst.findIndex((one) => one.analysis_id === analysisId);
  if (at < 0) return null;
  const { goal } = newestFirst[at] ?? { goal: undefined };
  return newestFirst.slice(at + 1).find((one) => one.goal === goal && one.status === 'completed')?.analysis_id ?? null;
}
