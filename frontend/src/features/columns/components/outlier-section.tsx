import type { ColumnProfile } from '@/client/analysis';
import { count, measure, words } from '@/lib/format';
import css from './columns.module.css';

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
      <h3>Outliers</h3>
      <p className="soft small num">
        {count(found.count)} {found.count === 1 ? 'value lies' : 'values lie'} outside {measure(found.lower)} to {measure(found.upper)} (
        {words(found.method).toLowerCase()}). An issue has wider fences, as the tail of a distribution is no mistake.
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
