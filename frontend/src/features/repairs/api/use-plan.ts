import { useMemo } from 'react';
import type { ProfileDocument } from '@/client/analysis';
import { useDecide, useDecisions, type Choice, type Decisions } from './decisions';
import { moved, stepsOf, useOrder, type Steps } from './order';
import { planOf, type Plan } from './plan';

const NONE: Decisions = new Map();

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
  const decisions = useDecisions(analysisId);
  const { decide, error, isStoring } = useDecide(analysisId);
  const made = decisions.data ?? NONE;
  const plan = useMemo(() => planOf(profile.recommendations, made), [profile, made]);
  const [wished, keepOrder] = useOrder(analysisId);
  const steps = useMemo(() => stepsOf(plan.accepted, wished), [plan, wished]);
  return {
    plan,
    steps,
    move: (from, to) => keepOrder(moved(steps.ids, from, to)),
    isReady: decisions.isSuccess,
    isStoring,
    error: error ?? (decisions.error instanceof Error ? decisions.error : null),
    decide,
    reset: () => {
      keepOrder([]);
      decide([{ ids: [...made.keys()], decision: null }]);
    },
  };
}
