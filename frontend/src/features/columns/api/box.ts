import type { ColumnProfile } from '@/client/analysis';

/** A box plot's figures, as numbers; dates are milliseconds. */
export interface Box {
  isTime: boolean;
  low: number;
  lowerQuartile: number;
  median: number;
  upperQuartile: number;
  high: number;
  minimum: number;
  maximum: number;
  outlierCount: number;
}

/**
 * Tukey's box: the middle half, and whiskers to the last values within one and a half times its length.
 *
 * The profile has no value between the fences and the extremes, so a whisker ends at the extreme where that lies
 * within the fence, and at the fence else.
 */
export function boxOf(column: ColumnProfile): Box | null {
  const isTime = column.data_type === 'date' || column.data_type === 'datetime';
  const figure = (value: unknown): number => (typeof value === 'string' && isTime ? Date.parse(value) : Number(value ?? NaN));
  const [lowerQuartile, median, upperQuartile] = ['0.25', '0.5', '0.75'].map((at) => figure(column.quantiles?.[at]));
  const [minimum, maximum] = [figure(column.minimum), figure(column.maximum)];
  if (lowerQuartile === undefined || median === undefined || upperQuartile === undefined) return null;
  if (![lowerQuartile, median, upperQuartile, minimum, maximum].every(Number.isFinite) || maximum <= minimum) return null;
  const reach = 1.5 * (upperQuartile - lowerQuartile);
  return {
    isTime,
    low: Math.max(minimum, lowerQuartile - reach),
    lowerQuartile,
    median,
    upperQuartile,
    high: Math.min(maximum, upperQuartile + reach),
    minimum,
    maximum,
    outlierCount: column.outliers?.count ?? 0,
  };
}

/** What is drawn: the whiskers with some room, so that a far value does not press the box into a line. */
export function domainOf({ low, high, minimum, maximum }: Box): [number, number] {
  const room = (high - low || maximum - minimum) * 0.12;
  return [Math.max(minimum, low - room), Math.min(maximum, high + room)];
}
