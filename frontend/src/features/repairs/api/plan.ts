/** Which repairs a person takes and which issues they put aside, for one analysis, kept in this browser. */
import { useCallback, useSyncExternalStore } from 'react';
import type { ProfileDocument, Recommendation } from '@/client/analysis';

export interface Plan {
  /** Ids of recommendations. */
  accepted: readonly string[];
  /** Ids of issues. */
  dismissed: readonly string[];
}

const listeners = new Set<() => void>();
const cache = new Map<string, { text: string | null; plan: Plan | null }>();
const keyOf = (analysisId: string): string => `datainsight.plan.${analysisId}`;

function stored(analysisId: string): Plan | null {
  const text = localStorage.getItem(keyOf(analysisId));
  const known = cache.get(analysisId);
  // The same object as long as the text is the same, as useSyncExternalStore wants it.
  if (known?.text === text) return known.plan;
  const plan = text === null ? null : parsed(text);
  cache.set(analysisId, { text, plan });
  return plan;
}

function parsed(text: string): Plan | null {
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== 'object' || found === null) return null;
    return { accepted: texts(Reflect.get(found, 'accepted')), dismissed: texts(Reflect.get(found, 'dismissed')) };
  } catch {
    // Somebody else wrote there: the default plan is as good as none.
    return null;
  }
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

/** Where everybody starts: the repairs that lose nothing and were seen to work. */
export const defaultPlan = ({ recommendations }: ProfileDocument): Plan => ({
  accepted: recommendations.filter((one) => one.is_default && one.verification.status !== 'refused').map((one) => one.id),
  dismissed: [],
});

export const accept = (plan: Plan, id: string): Plan => ({ ...plan, accepted: [...new Set([...plan.accepted, id])] });
export const leave = (plan: Plan, id: string): Plan => ({ ...plan, accepted: plan.accepted.filter((one) => one !== id) });
export const restore = (plan: Plan, issueId: string): Plan => ({ ...plan, dismissed: plan.dismissed.filter((one) => one !== issueId) });

/** Puts an issue aside, and takes its repairs out of the plan. */
export const dismiss = (plan: Plan, issueId: string, repairs: readonly Recommendation[]): Plan => ({
  accepted: plan.accepted.filter((id) => !repairs.some((one) => one.id === id && one.issue_id === issueId)),
  dismissed: [...new Set([...plan.dismissed, issueId])],
});

export interface PlanControl {
  plan: Plan;
  isDefault: boolean;
  change: (plan: Plan) => void;
  reset: () => void;
}

export function usePlan(analysisId: string, profile: ProfileDocument): PlanControl {
  const chosen = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => stored(analysisId),
  );
  const tell = useCallback(() => {
    for (const listener of listeners) listener();
  }, []);
  return {
    plan: chosen ?? defaultPlan(profile),
    isDefault: chosen === null,
    change: (plan) => {
      localStorage.setItem(keyOf(analysisId), JSON.stringify(plan));
      tell();
    },
    reset: () => {
      localStorage.removeItem(keyOf(analysisId));
      tell();
    },
  };
}
