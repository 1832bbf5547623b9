/** Which repairs are made: what the workspace decided, else those that lose nothing. */
import type { Recommendation } from '@/client/analysis';
import type { Choice, Decisions } from './decisions';

export interface Plan {
  /** Ids of recommendations. */
  accepted: readonly string[];
  /** Ids of recommendations that somebody does not want. */
  dismissed: readonly string[];
  /** Whether nobody has decided anything. */
  isSuggested: boolean;
}

const isOffered = (one: Recommendation): boolean => one.verification.status !== 'refused';

export function planOf(recommendations: readonly Recommendation[], decisions: Decisions): Plan {
  const isWanted = (one: Recommendation): boolean => {
    const decision = decisions.get(one.id);
    return isOffered(one) && (decision === undefined ? one.is_default : decision === 'accepted');
  };
  return {
    accepted: recommendations.filter(isWanted).map((one) => one.id),
    dismissed: recommendations.filter((one) => decisions.get(one.id) === 'dismissed').map((one) => one.id),
    isSuggested: decisions.size === 0,
  };
}

/** Takes a repair into the plan or out of it. Where that is what is suggested anyway, no decision needs to be kept. */
export function toggle(repair: Recommendation, plan: Plan): Choice {
  const wants = !plan.accepted.includes(repair.id);
  const decision = wants === repair.is_default ? null : wants ? 'accepted' : 'dismissed';
  return { ids: [repair.id], decision };
}

/** Puts all repairs of an issue aside, or takes that back. */
export function toggleAll(repairs: readonly Recommendation[], plan: Plan): Choice {
  const ids = repairs.map((one) => one.id);
  return { ids, decision: areDismissed(repairs, plan) ? null : 'dismissed' };
}

/** Takes all these repairs into the plan, or out of it. */
export function takeAll(repairs: readonly Recommendation[], isWanted: boolean): Choice[] {
  const suggested = repairs.filter((one) => one.is_default === isWanted).map((one) => one.id);
  const decided = repairs.filter((one) => one.is_default !== isWanted).map((one) => one.id);
  const choices: Choice[] = [
    { ids: suggested, decision: null },
    { ids: decided, decision: isWanted ? 'accepted' : 'dismissed' },
  ];
  return choices.filter(({ ids }) => ids.length > 0);
}

/** The repair that each of these issues is offered first; none of one that nothing helps. */
export function firstOffers(entries: readonly { repairs: readonly Recommendation[] }[]): Recommendation[] {
  return entries.flatMap(({ repairs }) => repairs.find(isOffered) ?? []);
}

export const areDismissed = (repairs: readonly Recommendation[], plan: Plan): boolean =>
  repairs.length > 0 && repairs.every((one) => plan.dismissed.includes(one.id));
