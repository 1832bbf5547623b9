import { expect, it } from 'vitest';
import type { Analysis } from '@/client/analysis';
import { partDone, STAGES, stateOf } from './stages';

const analysis = (changes: Partial<Analysis>): Analysis => ({
  analysis_id: 'a',
  dataset_id: 'd',
  goal: 'general_audit',
  status: 'running',
  stage: 'profile',
  shards_total: 4,
  shards_done: 1,
  started_at: '',
  updated_at: '',
  completed_at: null,
  failure: null,
  ...changes,
});

it('knows what is done, running and waiting', () => {
  const now = analysis({});
  expect(STAGES.map(({ stage }) => stateOf(stage, now))).toEqual(['done', 'running', 'waiting', 'waiting', 'waiting', 'waiting']);
});

it('shows the two that run side by side as running, whichever was named', () => {
  const now = analysis({ stage: 'codegen' });
  expect(stateOf('insight', now)).toBe('running');
  expect(stateOf('codegen', now)).toBe('running');
});

it('never goes back', () => {
  const states: Partial<Analysis>[] = [
    { stage: 'plan', shards_total: null, shards_done: 0 },
    { shards_done: 0 },
    { shards_done: 2 },
    { shards_done: 4 },
    { stage: 'combine' },
    { stage: 'insight' },
    { stage: 'conclude' },
    { status: 'completed' },
  ];
  const parts = states.map((state) => partDone(analysis(state)) ?? 0);
  expect(parts).toEqual([...parts].sort((left, right) => left - right));
  expect(parts.at(-1)).toBe(1);
  expect(partDone(analysis({ stage: null }))).toBeNull();
});
