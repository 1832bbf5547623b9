/** What several pages read: the state of an analysis and the document that it left. */
import type { QueryClient } from '@tanstack/react-query';
import { query, type Schemas } from './api';
import { mark } from '@/lib/language';

export type Analysis = Schemas['Analysis'];
export type Goal = Schemas['Goal'];
/** As the client hands it over, which is the schema's `ProfileDocument` without what only requests may hold. */
export type ProfileDocument = NonNullable<ReturnType<typeof useProfile>['data']>;
export type ColumnProfile = ProfileDocument['columns'][number];
export type Issue = ProfileDocument['issues'][number];
export type Recommendation = ProfileDocument['recommendations'][number];
export type Insight = NonNullable<ProfileDocument['insight']>;
export type Fact = Insight['facts'][number];
export type Sentence = Insight['headline'];

const POLL_MILLISECONDS = 700;

const ENDS: readonly Analysis['status'][] = ['completed', 'failed', 'cancelled'];

export const hasEnded = (analysis: Analysis): boolean => ENDS.includes(analysis.status);

const placeOf = (analysisId: string) => ({ params: { path: { analysis_id: analysisId } } });

/** Puts a finished analysis and its document into the cache, so that its pages are there when they are opened. */
export async function fetchFinished(cache: QueryClient, analysis: Analysis): Promise<void> {
  const place = placeOf(analysis.analysis_id);
  await cache.query({ ...query.queryOptions('get', '/api/v1/analysis/{analysis_id}/results', place), staleTime: Infinity });
  cache.setQueryData(query.queryOptions('get', '/api/v1/analysis/{analysis_id}/status', place).queryKey, analysis);
}

/** Asks for what the pages of an analysis need while their code is still loading; they ask again for what fails here. */
export async function warmAnalysis(cache: QueryClient, analysisId: string): Promise<void> {
  const analysis = await cache.query(query.queryOptions('get', '/api/v1/analysis/{analysis_id}/status', placeOf(analysisId)));
  if (analysis.status === 'completed') await fetchFinished(cache, analysis);
}

/** Asks again until the analysis has ended. */
export function useAnalysis(analysisId: string) {
  return query.useQuery(
    'get',
    '/api/v1/analysis/{analysis_id}/status',
    placeOf(analysisId),
    {
      refetchInterval: ({ state }) => (state.data !== undefined && hasEnded(state.data) ? false : POLL_MILLISECONDS),
    },
  );
}

/** The whole document; it never changes once an analysis is complete. */
export function useProfile(analysisId: string) {
  return query.useQuery(
    'get',
    '/api/v1/analysis/{analysis_id}/results',
    placeOf(analysisId),
    { staleTime: Infinity },
  );
}

export function useDataset(datasetId: string | undefined) {
  return query.useQuery(
    'get',
    '/api/v1/datasets/{dataset_id}',
    { params: { path: { dataset_id: datasetId ?? '' } } },
    { enabled: datasetId !== undefined },
  );
}

export const GOALS: readonly { value: Goal; label: string; hint: string }[] = [
  { value: 'general_audit', label: mark('General audit'), hint: mark('Everything, weighed evenly') },
  { value: 'analytics', label: mark('Analytics'), hint: mark('Counts, sums and joins must be right') },
  { value: 'ml_preparation', label: mark('Machine learning'), hint: mark('Leaks, constants, imbalance') },
  { value: 'migration', label: mark('Migration'), hint: mark('Types, keys and lengths must fit') },
  { value: 'privacy', label: mark('Privacy'), hint: mark('Personal data and who can be singled out') },
];
