import type { Schemas } from '@/client/api';

export type ColumnDrift = Schemas['ColumnDrift'];

/** Both histograms over one range, so that their bars can lie over each other; null when one has none. */
export function overlaid(old: Schemas['Histogram'] | null | undefined, fresh: Schemas['Histogram'] | null | undefined, bins = 32) {
  if (!old?.counts.length || !fresh?.counts.length) return null;
  const low = Math.min(old.edges[0] ?? 0, fresh.edges[0] ?? 0);
  const high = Math.max(old.edges.at(-1) ?? 1, fresh.edges.at(-1) ?? 1);
  if (!(high > low)) return null;
  return { low, high, old: shares(old, low, high, bins), fresh: shares(fresh, low, high, bins) };
}

/** Counts spread evenly over each of their bins and summed up over the common ones, as shares of all. */
function shares({ edges, counts }: Schemas['Histogram'], low: number, high: number, bins: number): number[] {
  const total = counts.reduce((sum, value) => sum + value, 0);
  const width = (high - low) / bins;
  const result = Array.from({ length: bins }, () => 0);
  counts.forEach((value, index) => {
    const [from, to] = [edges[index] ?? low, edges[index + 1] ?? high];
    const first = Math.min(bins - 1, Math.max(0, Math.floor((from - low) / width)));
    const last = Math.min(bins - 1, Math.max(first, Math.ceil((to - low) / width) - 1));
    for (let bin = first; bin <= last; bin += 1) {
      const overlap = Math.min(to, low + (bin + 1) * width) - Math.max(from, low + bin * width);
      const part = to > from ? Math.max(0, overlap) / (to - from) : 1 / (last - first + 1);
      result[bin] = (result[bin] ?? 0) + (value / total) * part;
    }
  });
  return result;
}
