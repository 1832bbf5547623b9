/** In which order the repairs of a plan run: as the service arranges them, or as somebody put them. */
import type { Recommendation } from '@/client/analysis';

/** What is asked of the service: which repairs, and whether their order is meant. */
export interface Steps {
  ids: readonly string[];
  isOrdered: boolean;
}

/** The accepted repairs in the order that was wished; what was accepted after that runs last. */
export function stepsOf(accepted: readonly string[], wished: readonly string[]): Steps {
  const isAccepted = new Set(accepted);
  const known = wished.filter((id) => isAccepted.has(id));
  const isKnown = new Set(known);
  const ids = [...known, ...accepted.filter((id) => !isKnown.has(id))];
  return { ids, isOrdered: known.length > 0 && ids.some((id, place) => id !== accepted[place]) };
}

/** The list with one entry at another place. */
export function moved(ids: readonly string[], from: number, to: number): string[] {
  const rest = [...ids];
  const [taken] = rest.splice(from, 1);
  if (taken !== undefined) rest.splice(Math.min(Math.max(0, to), rest.length), 0, taken);
  return rest;
}

/** As the requests for scripts and cleanings want it. */
export const bodyOf = ({ ids, isOrdered }: Steps) => ({ recommendation_ids: [...ids], keep_order: isOrdered });

export interface FoldedStep {
  repair: Recommendation;
  /** Its place among all steps. */
  place: number;
  /** How many steps after it do the same to other columns and are not shown. */
  folded: number;
}

/** From here on steps that do the same one after another are one line. */
const MANY_ALIKE = 4;

/**
 * The steps to show: runs of the same repair as their first, until somebody opens them.
 *
 * @param opened Ids of the first steps of the runs that somebody has opened.
 */
export function foldedSteps(steps: readonly Recommendation[], opened: ReadonlySet<string>): FoldedStep[] {
  const shown: FoldedStep[] = [];
  for (let start = 0, end = 0; start < steps.length; start = end) {
    const title = steps[start]?.title;
    while (end < steps.length && steps[end]?.title === title) end += 1;
    const run = steps.slice(start, end);
    const isFolded = run.length >= MANY_ALIKE && !run.some((one) => opened.has(one.id));
    const first = start;
    run.slice(0, isFolded ? 1 : run.length).forEach((repair, index) => shown.push({ repair, place: first + index, folded: isFolded ? run.length - 1 : 0 }));
  }
  return shown;
}
