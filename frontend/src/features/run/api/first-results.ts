import { query, type Schemas } from '@/client/api';
import type { Analysis } from '@/client/analysis';

export type FirstResults = Schemas['FirstResults'];

const AFTER_COMBINE: readonly (Schemas['Stage'] | null)[] = ['insight', 'codegen', 'conclude'];

/** Columns and types, as soon as the shards are combined; nothing before. */
export function useFirstResults(analysis: Analysis) {
  return query.useQuery(
    'get',
    '/api/v1/analysis/{analysis_id}/first-results',
    { params: { path: { analysis_id: analysis.analysis_id } } },
    { enabled: AFTER_COMBINE.includes(analysis.stage), staleTime: Infinity },
  );
}
