import { useMemo, useSyncExternalStore } from 'react';
import type { ProfileDocument } from '@/client/analysis';
import { useDecide, useDecisions, type Choice, type Decisions } from './decisions';
import { planOf, type Plan } from './plan';

/** The order is a matter of taste of one person, so it is kept in this browser; what is decided is everybody's. */
const listeners = new Set<() => void>();
const cache = new Map<string, { text: string | null; order: readonly string[] }>();
const keyOf = (analysisId: string): string => `datainsight.order.${analysisId}`;
const NONE: Decisions = new Map();

function storedOrder(analysisId: string): readonly string[] {
  const text = localStorage.getItem(keyOf(analysisId));
  const known = cache.get(analysisId);
  // The same object as long as the text is the same, as useSyncExternalStore wants it.
  if (known?.text === text) return known.order;
  const order = text === null ? [] : text.split('\n');
  cache.set(analysisId, { text, order });
  return order;
}

function storeOrder(analysisId: string, order: readonly string[]): void {
  if (order.length === 0) localStorage.removeItem(keyOf(analysisId));
  else localStorage.setItem(keyOf(analysisId), order.join('\n'));
  for (const listener of listeners) listener();
}

export interface PlanControl {
  plan: Plan;
  /** False until the decisions have come. */
  isReady: boolean;
  isStoring: boolean;
  error: Error | null;
  decide: (choices: readonly Choice[]) => void;
  reorder: (ids: readonly string[]) => void;
  /** Back to what is suggested. */
  reset: () => void;
}

export function usePlan(analysisId: string, profile: ProfileDocument): PlanControl {
  const decisions = useDecisions(analysisId);
  const { decide, error, isStoring } = useDecide(analysisId);
  const order = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => storedOrder(analysisId),
  );
  const made = decisions.data ?? NONE;
  const plan = useMemo(() => planOf(profile.recommendations, made, order), [profile, made, order]);
  return {
    plan,
    isReady: decisions.isSuccess,
    isStoring,
    error: error ?? (decisions.error instanceof Error ? decisions.error : null),
    decide,
    reorder: (ids) => storeOrder(analysisId, ids),
    reset: () => {
      storeOrder(analysisId, []);
      decide([{ ids: [...made.keys()], decision: null }]);
    },
  };
}
