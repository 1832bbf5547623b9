import { useMemo } from 'react';
import type { ProfileDocument } from '@/client/analysis';
import { useChoices, useDecide, useIsStoring, usePutInOrder, type Choice, type Decisions } from './decisions';
import { moved, stepsOf, type Steps } from './order';
import { planOf, type Plan } from './plan';

const NONE: { decisions: Decisions; order: readonly string[] } = { decisions: new Map(), order: [] };

export interface PlanControl {
  plan: Plan;
  /** The accepted repairs in the order in which they are to run. */
  steps: Steps;
  /** Puts a step at another place. */
  move: (from: number, to: number) => void;
  /** False until the decisions have come. */
  isReady: boolean;
  isStoring: boolean;
  error: Error | null;
  decide: (choices: readonly Choice[]) => void;
  /** Back to what is suggested. */
  reset: () => void;
}

export function usePlan(analysisId: string, profile: ProfileDocument): PlanControl {
  const choices = useChoices(analysisId);
  const decide = useDecide(analysisId);
  const arrange = usePutInOrder(analysisId);
  const { decisions, order } = choices.data ?? NONE;
  const plan = useMemo(() => planOf(profile.recommendations, decisions), [profile, decisions]);
  const steps = useMemo(() => stepsOf(plan.accepted, order), [plan, order]);
  return {
    plan,
    steps,
    move: (from, to) => arrange.mutate(moved(steps.ids, from, to)),
    isReady: choices.isSuccess,
    isStoring: useIsStoring(analysisId),
    error: decide.error ?? arrange.error ?? (choices.error instanceof Error ? choices.error : null),
    decide: decide.mutate,
    reset: () => {
      if (order.length > 0) arrange.mutate([]);
      if (decisions.size > 0) decide.mutate([{ ids: [...decisions.keys()], decision: null }]);
    },
  };
}
