import { useState } from 'react';
import { bytes, count, dayName, money } from '@/lib/format';
import { t } from '@/lib/language';
import { niceTop } from '../api/scale';
import type { Day } from '../api/spending';
import css from './usage.module.css';

/** A bar a day. Drawn without a charting library: it is there at once, and nothing moves when it comes. */
export function DayBars({ days }: { days: readonly Day[] }) {
  const [at, setAt] = useState<number | null>(null);
  const top = niceTop(Math.max(...days.map((day) => day.dollars)));
  const shown = at === null ? undefined : days[at];
  return (
    <figure className={css.chart}>
      <div className={css.plot} role="img" aria-label={described(days)}>
        {[1, 0.5, 0].map((part) => (
          <span key={part} className={css.level} style={{ bottom: `${String(part * 100)}%` }}>
            <span>{money(top * part)}</span>
          </span>
        ))}
        <div className={css.bars}>
          {days.map((day, index) => (
            <span key={day.day} className={css.slot} onPointerEnter={() => setAt(index)} onPointerLeave={() => setAt(null)}>
              <span className={css.bar} style={{ height: day.dollars === 0 ? 0 : `max(2px, ${String((day.dollars / top) * 100)}%)` }} />
            </span>
          ))}
        </div>
      </div>
      <div className={css.days} aria-hidden>
        {days.map((day, index) => (
          <span key={day.day} data-few={index % 7 === 0}>
            {Number(day.day.slice(8))}
          </span>
        ))}
      </div>
      <figcaption className="faint small num">
        {shown === undefined ? t('A bar is a day, in UTC.') : `${dayName(shown.day)}: ${money(shown.dollars)} · ${t('Jobs and exports: {0}', count(shown.jobs))} · ${bytes(shown.bytes)}`}
      </figcaption>
    </figure>
  );
}

function described(days: readonly Day[]): string {
  const used = days.filter((day) => day.jobs > 0);
  return t('Spend by day: {0}', used.map((day) => `${dayName(day.day)}: ${money(day.dollars)}`).join('; '));
}
