import type { ColumnProfile } from '@/client/analysis';
import { count, measure } from '@/lib/format';
import { plural, t } from '@/lib/language';
import css from './columns.module.css';

/** Fences may lie beyond all values, where nobody would understand them ("from −80" of prices). */
const smallest = ({ minimum }: ColumnProfile): number => (typeof minimum === 'number' ? minimum : -Infinity);
const largest = ({ maximum }: ColumnProfile): number => (typeof maximum === 'number' ? maximum : Infinity);

/** Where the far values begin, and which they are. */
export function OutlierSection({ column }: { column: ColumnProfile }) {
  const found = column.robust_outliers ?? column.outliers;
  if (!found || found.count === 0) return null;
  const isLow = (value: string): boolean => Number(value) < found.lower;
  const isHigh = (value: string): boolean => Number(value) > found.upper;
  const far = [
    ...column.smallest_values.filter((one) => isLow(one.value)),
    ...column.largest_values.filter((one) => isHigh(one.value)),
  ];
  return (
    <section className={css.section}>
      <h3>{t('Outliers')}</h3>
      <p className="soft small num">
        {plural(found.count, 'Nearly all values lie between {0} and {1}; {2} lies outside. That alone is no mistake: an issue is only what lies much further out.', 'Nearly all values lie between {0} and {1}; {2} lie outside. That alone is no mistake: an issue is only what lies much further out.', measure(Math.max(found.lower, smallest(column))), measure(Math.min(found.upper, largest(column))), count(found.count))}
      </p>
      <p className="row-wrap">
        {far.map((one) => (
          <code key={one.value} className={css.wrong}>
            {one.value}
            {one.count > 1 ? ` × ${String(one.count)}` : ''}
          </code>
        ))}
      </p>
    </section>
  );
}
