import type { ColumnProfile } from '@/client/analysis';
import { count, measure, rows } from './format';
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
  /** The same in words. */
  label: string;
}

const BARS = 12;
const STEEP = 20;
const NEARLY_UNIQUE = 0.7;

/** Histogram of numbers and dates; the most frequent values of all else; null when neither is known. */
export function shapeOf(column: ColumnProfile, rowCount: number): Shape | null {
  const histogram = column.usual_histogram ?? column.histogram;
  const isFew = column.distinct_count <= BARS && column.top_values.length > 0;
  if (histogram && histogram.counts.length > 0 && !isFew) {
    return shape(histogram.counts, histogramWords(column));
  }
  if (column.top_values.length > 0) return valuesShape(column, rowCount);
  const lengths = column.text?.length_histogram;
  return lengths && lengths.counts.length > 0 ? shape(lengths.counts, t('Lengths of the texts')) : null;
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
  return { counts, hasRest: false, isNearlyUnique: false, isSteep: second > 0 && first > STEEP * second, label };
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
  return { ...shape(hasRest ? [...counts, rest] : counts, label), hasRest, isNearlyUnique };
}
