import type { ProfileDocument } from '@/client/analysis';

type Correlation = ProfileDocument['correlations'][number];

/** A square of associations, with columns that go together side by side. */
export interface Matrix {
  names: readonly string[];
  /** By row and column; null where it was not measured. */
  cells: readonly (readonly (Correlation | null)[])[];
}

/** At most so many columns are drawn: those with the strongest ties. */
const DRAWN = 40;

const strength = (one: Correlation): number => Math.abs(one.value ?? 0);

/** For each pair the strongest of the measured coefficients. */
export function matrixOf(correlations: readonly Correlation[]): Matrix {
  const pairs = new Map<string, Correlation>();
  for (const one of correlations) {
    if (one.value === null) continue;
    const key = pairKey(one.left, one.right);
    const before = pairs.get(key);
    if (before === undefined || strength(one) > strength(before)) pairs.set(key, one);
  }
  const names = strongest([...pairs.values()]);
  const ordered = clustered(names, (left, right) => strength(pairs.get(pairKey(left, right)) ?? NOTHING));
  return { names: ordered, cells: ordered.map((row) => ordered.map((column) => pairs.get(pairKey(row, column)) ?? null)) };
}

const NOTHING: Correlation = { left: '', right: '', method: '', value: 0, status: '', is_exact: true };
const pairKey = (left: string, right: string): string => (left < right ? `${left}\u0000${right}` : `${right}\u0000${left}`);

function strongest(pairs: readonly Correlation[]): string[] {
  const best = new Map<string, number>();
  for (const one of pairs) {
    for (const name of [one.left, one.right]) best.set(name, Math.max(best.get(name) ?? 0, strength(one)));
  }
  return [...best].sort((left, right) => right[1] - left[1]).slice(0, DRAWN).map(([name]) => name);
}

/** Average linkage: the two groups with the strongest mean tie are joined until one is left; its order is the order. */
export function clustered(names: readonly string[], tie: (left: string, right: string) => number): string[] {
  let groups = names.map((name) => [name]);
  while (groups.length > 1) {
    let [first, second, best] = [0, 1, -1];
    for (let left = 0; left < groups.length; left += 1) {
      for (let right = left + 1; right < groups.length; right += 1) {
        const found = meanTie(groups[left] ?? [], groups[right] ?? [], tie);
        if (found > best) [first, second, best] = [left, right, found];
      }
    }
    const joined = [...(groups[first] ?? []), ...(groups[second] ?? [])];
    groups = [joined, ...groups.filter((_, index) => index !== first && index !== second)];
  }
  return groups[0] ?? [];
}

function meanTie(left: readonly string[], right: readonly string[], tie: (left: string, right: string) => number): number {
  let sum = 0;
  for (const one of left) for (const other of right) sum += tie(one, other);
  return sum / (left.length * right.length);
}

/** The strongest pairs first, each once. */
export function strongestPairs({ names, cells }: Matrix, shown: number): Correlation[] {
  const found: Correlation[] = [];
  names.forEach((_, row) => {
    for (let column = row + 1; column < names.length; column += 1) {
      const cell = cells[row]?.[column];
      if (cell) found.push(cell);
    }
  });
  return found.sort((left, right) => strength(right) - strength(left)).slice(0, shown);
}
