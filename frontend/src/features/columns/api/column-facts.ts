import type { ColumnProfile } from '@/client/analysis';
import { count, instant, measure, share } from '@/lib/format';
import { t } from '@/lib/language';

/** Name and value of what was measured, in reading order; what a column does not have is left out. */
export function factsOf(column: ColumnProfile, rowCount: number): [string, string][] {
  const found: [string, string | null][] = [
    [t('Missing'), `${count(column.null_count)} (${share(rowCount === 0 ? 0 : column.null_count / rowCount)})`],
    [t('Distinct'), `${column.is_exact ? '' : '≈ '}${count(column.distinct_count)}`],
    [isTime(column) ? t('First') : t('Smallest'), written(column, column.minimum)],
    [isTime(column) ? t('Last') : t('Largest'), written(column, column.maximum)],
    [t('Mean'), optional(column.mean)],
    [t('Median'), written(column, column.quantiles?.['0.5'])],
    [t('Middle half'), middle(column)],
    [t('Standard deviation'), optional(column.standard_deviation)],
    [t('Skewness'), optional(column.skewness)],
    [t('Zeros'), positive(column.zero_count)],
    [t('Negative'), positive(column.negative_count)],
    [t('Of its type'), column.type_share === 1 ? null : share(column.type_share)],
    [t('Length'), lengths(column)],
    [t('Declared type'), column.declared_type ?? null],
    [t('Entropy'), column.entropy === null || column.entropy === undefined ? null : t('{0} bits', measure(column.entropy))],
  ];
  return found.filter((pair): pair is [string, string] => pair[1] !== null);
}

const isTime = ({ data_type: type }: ColumnProfile): boolean => type === 'date' || type === 'datetime';

/** Days and moments in the reader's notation; years and all else as they are. */
function written(column: ColumnProfile, value: number | string | boolean | null | undefined): string | null {
  if (typeof value === 'string' && isTime(column)) return instant(value);
  return column.semantic_type === 'year' && typeof value === 'number' ? String(value) : optional(value);
}

const optional = (value: number | string | boolean | null | undefined): string | null =>
  value === null || value === undefined ? null : measure(value);

const positive = (value: number | null | undefined): string | null => (value ? count(value) : null);

function middle(column: ColumnProfile): string | null {
  const [low, high] = [column.quantiles?.['0.25'], column.quantiles?.['0.75']];
  return low === undefined || high === undefined ? null : `${written(column, low) ?? ''} – ${written(column, high) ?? ''}`;
}

function lengths({ text }: ColumnProfile): string | null {
  if (!text) return null;
  const { minimum_length: low, maximum_length: high } = text;
  return low === high ? count(low) : `${count(low)} – ${count(high)}`;
}
