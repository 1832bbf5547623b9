/** The same issue in many columns is one thing to decide, as in the reports of the service. */
import type { Issue } from './analysis';

/** From here on issues of one kind and severity, each about one column, stand together. */
const MANY_ALIKE = 4;

/** The issues in their order, those that are alike together where the first of them stood. */
export function issueGroups<Item>(items: readonly Item[], issueOf: (item: Item) => Issue): Item[][] {
  const alike = new Map<string | null, Item[]>();
  for (const item of items) {
    const key = keyOf(issueOf(item));
    alike.set(key, [...(alike.get(key) ?? []), item]);
  }
  const groups: Item[][] = [];
  for (const item of items) {
    const key = keyOf(issueOf(item));
    const same = alike.get(key) ?? [];
    if (key === null || same.length < MANY_ALIKE) groups.push([item]);
    else if (same[0] === item) groups.push(same);
  }
  return groups;
}

const keyOf = ({ columns, kind, severity }: Issue): string | null => (columns.length === 1 ? `${kind} ${severity}` : null);
