import { dayOf } from '@/lib/format';
import { t } from '@/lib/language';
import type { Timeline } from '../api/timeline';
import css from './columns.module.css';

const [WIDTH, HEIGHT] = [520, 30];

/** Time from the first value to the last, with the stretches that have none cut out. */
export function GapLine({ timeline }: { timeline: Timeline }) {
  const { start, end, gaps } = timeline;
  const x = (at: number): number => ((at - start) / (end - start)) * WIDTH;
  const without = gaps.map((gap) => t('from {0} to {1}', dayOf(gap.from), dayOf(gap.to))).join(', ');
  const label = t('From {0} to {1}, nothing {2}', dayOf(start), dayOf(end), without);
  return (
    <figure className="stack-small">
      <svg viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} preserveAspectRatio="none" className={css.gapLine} role="img" aria-label={label}>
        <rect className={css.covered} x={0} width={WIDTH} y={8} height={14} rx={3} />
        {gaps.map((gap) => (
          <rect key={gap.from} className={gap.isExact ? css.longestGap : css.gap} x={x(gap.from)} width={Math.max(2, x(gap.to) - x(gap.from))} y={4} height={22}>
            <title>
              {dayOf(gap.from)} – {dayOf(gap.to)}
            </title>
          </rect>
        ))}
      </svg>
      <figcaption className="between faint small num">
        <span>{dayOf(start)}</span>
        <span className={css.gapLegend}>
          <span className={css.gapKey} aria-hidden /> {t('no values')}
        </span>
        <span>{dayOf(end)}</span>
      </figcaption>
    </figure>
  );
}
