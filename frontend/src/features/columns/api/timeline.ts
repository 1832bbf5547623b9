import type { ColumnProfile } from '@/client/analysis';

/** A stretch of time without a value, in milliseconds since 1970. */
export interface Gap {
  from: number;
  to: number;
  /** Whether its ends are values, or only the edges of empty bars. */
  isExact: boolean;
}

export interface Timeline {
  start: number;
  end: number;
  gaps: readonly Gap[];
}

/** Shorter ones would be a hair on the line. */
const LEAST_SHARE = 0.004;

/**
 * Where values lie in time and where none do; null where they do not spread over time, or nothing is missing.
 *
 * The longest gap is known to the moment; others are seen as empty bars of the histogram, which are shorter than the gap.
 */
export function timelineOf(column: ColumnProfile): Timeline | null {
  const { dates, histogram, minimum, maximum } = column;
  if (!dates?.longest_gap || typeof minimum !== 'string' || typeof maximum !== 'string') return null;
  const [start, end] = [moment(minimum), moment(maximum)];
  if (!(end > start)) return null;
  const longest: Gap = { from: moment(dates.longest_gap.after), to: moment(dates.longest_gap.before), isExact: true };
  const others = (dates.gap_count ?? 0) > 1 && histogram ? emptyRuns(histogram) : [];
  const gaps = [longest, ...others.filter((gap) => !overlaps(gap, longest))];
  const long = gaps.filter((gap) => gap.isExact || (gap.to - gap.from) / (end - start) >= LEAST_SHARE);
  return { start, end, gaps: long.sort((left, right) => left.from - right.from) };
}

/** Moments without a zone are read as UTC, as the histogram's are. */
const moment = (iso: string): number => Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(iso) || !iso.includes('T') ? iso : `${iso}Z`);

const overlaps = (left: Gap, right: Gap): boolean => left.from < right.to && right.from < left.to;

function emptyRuns({ edges, counts }: NonNullable<ColumnProfile['histogram']>): Gap[] {
  const runs: Gap[] = [];
  let first: number | null = null;
  counts.forEach((value, bin) => {
    if (value === 0) first ??= bin;
    if (first !== null && (value > 0 || bin === counts.length - 1)) {
      const last = value > 0 ? bin : bin + 1;
      runs.push({ from: (edges[first] ?? 0) * 1000, to: (edges[last] ?? 0) * 1000, isExact: false });
      first = null;
    }
  });
  return runs;
}
