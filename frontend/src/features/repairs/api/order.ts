/** In which order the repairs of a plan run: as the service arranges them, or as somebody put them. */
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
