import type { Analysis } from '@/client/analysis';
import type { Schemas } from '@/client/api';
import { mark } from '@/lib/language';

type Stage = Schemas['Stage'];
export type StageState = 'done' | 'running' | 'waiting';

/** In the order of the state machine; `insight` and `codegen` run side by side. */
export const STAGES: readonly { stage: Stage; title: string; about: string }[] = [
  { stage: 'plan', title: mark('Look'), about: mark('encoding, delimiter, header; where to cut') },
  { stage: 'profile', title: mark('Measure'), about: mark('every part of the file, at once') },
  { stage: 'combine', title: mark('Combine'), about: mark('columns, relations, issues, score') },
  { stage: 'insight', title: mark('Explain'), about: mark('the findings in words') },
  { stage: 'codegen', title: mark('Verify'), about: mark('each repair is run on the data') },
  { stage: 'conclude', title: mark('Conclude'), about: mark('everything is stored') },
];

const SIDE_BY_SIDE: readonly Stage[] = ['insight', 'codegen'];
const order = (stage: Stage): number => STAGES.findIndex((one) => one.stage === stage);

export function stateOf(stage: Stage, analysis: Analysis): StageState {
  if (analysis.status === 'completed') return 'done';
  if (analysis.stage === null) return 'waiting';
  if (SIDE_BY_SIDE.includes(stage) && SIDE_BY_SIDE.includes(analysis.stage)) return 'running';
  if (order(stage) === order(analysis.stage)) return 'running';
  return order(stage) < order(analysis.stage) ? 'done' : 'waiting';
}

/** Measuring takes most of the time, so it takes most of the bar. */
const WEIGHTS: Readonly<Record<Stage, number>> = { plan: 5, profile: 55, combine: 12, insight: 12, codegen: 12, conclude: 4 };

/** 0..1, or null before anything has begun. */
export function partDone(analysis: Analysis): number | null {
  if (analysis.status === 'completed') return 1;
  if (analysis.stage === null) return null;
  let done = 0;
  for (const { stage } of STAGES) {
    const state = stateOf(stage, analysis);
    if (state === 'done') done += WEIGHTS[stage];
    if (state === 'running') done += WEIGHTS[stage] * (stage === 'profile' ? measured(analysis) : 0.5);
  }
  return done / 100;
}

function measured({ shards_done: done, shards_total: total }: Analysis): number {
  return total === null || total === 0 ? 0 : done / total;
}
