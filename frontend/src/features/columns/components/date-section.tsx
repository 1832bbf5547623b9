import type { ColumnProfile } from '@/client/analysis';
import { count, instant, share, weekday } from '@/lib/format';
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
        <h3>{timeline === null ? 'Dates' : 'Gaps in time'}</h3>
        {timeline !== null && <GapLine timeline={timeline} />}
        <p className="soft small num">
          As fine as a {dates.granularity}.
          {typeof dates.regular_share === 'number' && ` ${share(dates.regular_share)} of the steps have the same length.`}
          {typeof dates.gap_count === 'number' && ` ${count(dates.gap_count)} ${dates.gap_count === 1 ? 'gap' : 'gaps'}.`}
          {dates.longest_gap &&
            ` The longest: ${count(dates.longest_gap.units)} ${dates.granularity}s, between ${instant(dates.longest_gap.after)} and ${instant(dates.longest_gap.before)}.`}
        </p>
      </section>
      <ValueBars title="Days of the week" values={weekdays} rowCount={total} />
    </>
  );
}
