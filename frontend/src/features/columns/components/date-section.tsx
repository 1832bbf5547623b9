import type { ColumnProfile } from '@/client/analysis';
import { span } from '@/lib/duration';
import { count, instant, share, weekday } from '@/lib/format';
import { plural, t } from '@/lib/language';
import { timelineOf } from '../api/timeline';
import { GapLine } from './gap-line';
import { ValueBars } from './value-bars';
import css from './columns.module.css';

type Dates = NonNullable<ColumnProfile['dates']>;

/** What is known of the steps from one value to the next. */
function sentencesOf({ granularity, step, regular_share: regular, gap_count: gaps, longest_gap: longest }: Dates): string[] {
  const found: string[] = [];
  if (typeof step === 'number') found.push(t('From one value to the next: usually {0}.', span(step, granularity)));
  if (typeof regular === 'number') found.push(t('{0} of the steps are that long.', share(regular)));
  if (typeof gaps === 'number') found.push(gaps === 0 ? t('There are no gaps.') : plural(gaps, '{0} gap.', '{0} gaps.', count(gaps)));
  if (longest) found.push(t('The longest: {0}, between {1} and {2}.', span(longest.units, granularity), instant(longest.after), instant(longest.before)));
  return found;
}

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
          {sentencesOf(dates).join(' ')}
        </p>
      </section>
      <ValueBars title={t('Days of the week')} values={weekdays} rowCount={total} />
    </>
  );
}
