import { useMemo } from 'react';
import type { ProfileDocument } from '@/client/analysis';
import { useDecide, useDecisions, type Choice, type Decisions } from './decisions';
import { planOf, type Plan } from './plan';

const NONE: Decisions = new Map();

export interface PlanControl {
  plan: Plan;
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
  return {
    plan,
    isReady: decisions.isSuccess,
    isStoring,
    error: error ?? (decisions.error instanceof Error ? decisions.error : null),
    decide,
    reset: () => decide([{ ids: [...made.keys()], decision: null }]),
  };
}
