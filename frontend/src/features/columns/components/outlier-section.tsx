import type { ColumnProfile } from '@/client/analysis';
import { count, measure, words } from '@/lib/format';
import { t } from '@/lib/language';
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
      <h3>{t('Outliers')}</h3>
      <p className="soft small num">
        {t('{0} {1} outside {2} to {3} ({4}). An issue has wider fences, as the tail of a distribution is no mistake.', count(found.count), found.count === 1 ? t('value lies') : t('values lie'), measure(found.lower), measure(found.upper), words(found.method).toLowerCase())}
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
