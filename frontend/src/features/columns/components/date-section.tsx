import type { ColumnProfile } from '@/client/analysis';
import { count, instant, share, weekday } from '@/lib/format';
import { t } from '@/lib/language';
import { timelineOf } from '../api/timeline';
import { GapLine } from './gap-line';
import { ValueBars } from './value-bars';
import css from './columns.module.css';

/** How regular the dates are, where none are, and on which days of the week they fall. */
export function DateSection({ column }: { column: ColumnProfile }) {
  const { dates } = column;
  if (!dates) return null;
  const timeline = timelineOf(column);
  const weekdays = dates.weekday_counts.map((times, day) => ({ value: weekday(day), count: times }));
  const total = weekdays.reduce((sum, day) => sum + day.count, 0);
  return (
    <>
      <section className={css.section}>
        <h3>{timeline === null ? t('Dates') : t('Gaps in time')}</h3>
        {timeline !== null && <GapLine timeline={timeline} />}
        <p className="soft small num">
          {t('As fine as a {0}.', dates.granularity)}
          {typeof dates.regular_share === 'number' && t(' {0} of the steps have the same length.', share(dates.regular_share))}
          {typeof dates.gap_count === 'number' && ` ${count(dates.gap_count)} ${dates.gap_count === 1 ? 'gap' : 'gaps'}.`}
          {dates.longest_gap &&
            t(' The longest: {0} {1}s, between {2} and {3}.', count(dates.longest_gap.units), dates.granularity, instant(dates.longest_gap.after), instant(dates.longest_gap.before))}
        </p>
      </section>
      <ValueBars title={t('Days of the week')} values={weekdays} rowCount={total} />
    </>
  );
}
