import { expect, it } from 'vitest';
import { scoresOf, versionBefore, type AnalysisSummary } from './history';

const summary = (score: number | null, goal: AnalysisSummary['goal'] = 'general_audit'): AnalysisSummary => ({
  analysis_id: String(score),
  dataset_id: 'd',
  dataset_name: 'd.csv',
  goal,
  status: score === null ? 'failed' : 'completed',
  stage: null,
  shards_total: null,
  shards_done: 0,
  started_at: '',
  completed_at: null,
  quality_score: score,
  row_count: null,
  column_count: null,
  issue_count: null,
  failure: null,
});

it('draws scores from old to new, of one goal, without what failed', () => {
  const newestFirst = [summary(80), summary(null), summary(12, 'privacy'), summary(70)];
  expect(scoresOf(newestFirst, 'general_audit')).toEqual([70, 80]);
  expect(scoresOf(newestFirst, 'privacy')).toEqual([12]);
});

it('finds the version before: completed, and for the same goal', () => {
  const newestFirst = [summary(80), summary(null), summary(12, 'privacy'), summary(70)];
  expect(versionBefore(newestFirst, '80')).toBe('70');
  expect(versionBefore(newestFirst, '12')).toBeNull();
  expect(versionBefore(newestFirst, 'unknown')).toBeNull();
});
