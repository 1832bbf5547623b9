import type { ColumnProfile } from '@/client/analysis';
import { axisMoment, count, instant, measure, rows, share } from './format';
import { t } from './language';

/** What the small picture of a column shows. */
export interface Shape {
  counts: readonly number[];
  /** Whether the last bar stands for all values that have none of their own. */
  hasRest: boolean;
  /** Whether bars of single values would say nothing, as there are about as many values as rows. */
  isNearlyUnique: boolean;
  /** Whether one bar towers above all others. */
  isSteep: boolean;
  /** What each bar stands for, and how many rows that are. */
  bars: readonly string[];
  /** What stands under the left end and under the right one. */
  ends: readonly [string, string];
  /** The same in words. */
  label: string;
}

export type Histogram = NonNullable<ColumnProfile['histogram']>;

const BARS = 12;
const STEEP = 20;
const NEARLY_UNIQUE = 0.7;

/** Histogram of numbers and dates; the most frequent values of all else; null when neither is known. */
export function shapeOf(column: ColumnProfile, rowCount: number): Shape | null {
  const histogram = column.usual_histogram ?? column.histogram;
  const isFew = column.distinct_count <= BARS && column.top_values.length > 0;
  if (histogram && histogram.counts.length > 0 && !isFew) {
    return { ...shape(histogram.counts, histogramWords(column)), ...scaleOf(histogram, column.data_type === 'date' || column.data_type === 'datetime') };
  }
  if (column.top_values.length > 0) return valuesShape(column, rowCount);
  const lengths = column.text?.length_histogram;
  if (!lengths || lengths.counts.length === 0) return null;
  const { bars, ends } = scaleOf(lengths, false);
  return { ...shape(lengths.counts, t('Lengths of the texts')), bars, ends: [t('length {0}', ends[0]), ends[1]] };
}

function scaleOf(histogram: Histogram, isTime: boolean): Pick<Shape, 'bars' | 'ends'> {
  const bins = binsOf(histogram, isTime);
  return { bars: bins.map(({ range, value }) => `${range}: ${rows(value)}`), ends: [bins[0]?.name ?? '', edgeName(histogram, isTime, histogram.edges.at(-1))] };
}

/** The bars of a histogram: how many values, the short name of where each begins, and from where to where it goes. */
export function binsOf(histogram: Histogram, isTime: boolean): readonly { value: number; name: string; range: string }[] {
  const { edges, counts } = histogram;
  const long = (value: number | undefined): string =>
    value === undefined ? '' : isTime ? instant(new Date(value * 1000).toISOString()) : measure(Number(value.toPrecision(4)));
  return counts.map((value, index) => ({ value, name: edgeName(histogram, isTime, edges[index]), range: `${long(edges[index])} – ${long(edges[index + 1])}` }));
}

function edgeName({ edges }: Histogram, isTime: boolean, value: number | undefined): string {
  if (value === undefined) return '';
  const seconds = (edges.at(-1) ?? 0) - (edges[0] ?? 0);
  return isTime ? axisMoment(value * 1000, seconds / 86_400) : measure(Number(value.toPrecision(3)));
}

/** Values that lie too far out for the picture of the usual ones. */
export function farCount({ histogram, usual_histogram: usual }: Pick<ColumnProfile, 'histogram' | 'usual_histogram'>): number {
  if (!histogram || !usual) return 0;
  const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
  return Math.max(0, sum(histogram.counts) - sum(usual.counts));
}

function histogramWords(column: ColumnProfile): string {
  const whole = t('Histogram from {0} to {1}', measure(column.minimum), measure(column.maximum));
  const far = farCount(column);
  return far === 0 ? whole : t('{0}; far out and not drawn: {1}', whole, rows(far));
}

function shape(counts: readonly number[], label: string): Shape {
  const [first = 0, second = 0] = counts.filter((one) => one > 0).sort((left, right) => right - left);
  return { counts, hasRest: false, isNearlyUnique: false, isSteep: second > 0 && first > STEEP * second, bars: [], ends: ['', ''], label };
}

function valuesShape(column: ColumnProfile, rowCount: number): Shape {
  const top = column.top_values.slice(0, BARS);
  const counts = top.map((value) => value.count);
  const present = rowCount - column.null_count;
  const rest = present - counts.reduce((sum, value) => sum + value, 0);
  const hasRest = rest > 0 && column.distinct_count > top.length;
  const named = top.slice(0, 3).map((value) => `${value.value} ${count(value.count)}`);
  const label = hasRest ? t('Most frequent: {0}, others {1}', named.join(', '), count(rest)) : t('Most frequent: {0}', named.join(', '));
  const isNearlyUnique = column.distinct_count > BARS && column.distinct_count > NEARLY_UNIQUE * present;
  const bars = top.map((value) => `${value.value}: ${rows(value.count)}`);
  const [first] = top;
  return {
    ...shape(hasRest ? [...counts, rest] : counts, label),
    hasRest,
    isNearlyUnique,
    bars: hasRest ? [...bars, t('others: {0}', rows(rest))] : bars,
    ends: first === undefined || present === 0 ? ['', ''] : [first.value, share(first.count / present)],
  };
}
