import type { ColumnProfile } from '@/client/analysis';
import { rows } from '@/lib/format';
import { shapeOf } from '@/lib/distribution';
import { t } from '@/lib/language';
import css from './charts.module.css';

interface DistributionProps {
  column: ColumnProfile;
  rowCount: number;
  width?: number;
  height?: number;
}

/** A column's distribution, small: histogram, or the most frequent values, and what is missing at the right. */
export function Distribution({ column, rowCount, width = 132, height = 24 }: DistributionProps) {
  const shape = shapeOf(column, rowCount);
  const missing = column.null_count;
  if (shape === null) return <span className="faint small">{column.is_pii ? t('not shown') : t('no values')}</span>;
  if (shape.isNearlyUnique) return <span className="faint small">{t('nearly all differ')}</span>;
  const highest = Math.max(...shape.counts, missing, 1);
  const room = missing > 0 ? width - 10 : width;
  const step = room / shape.counts.length;
  const gap = step > 5 ? 1.5 : step > 2.5 ? 0.6 : 0;
  // Beside a tower the other bars would vanish; roots keep them in sight, and the drawer has the true heights.
  const part = (value: number): number => (shape.isSteep ? Math.sqrt(value / highest) : value / highest);
  const tall = (value: number): number => (value === 0 ? 0 : Math.max(1.5, part(value) * (height - 1)));
  const [left, right] = shape.ends;
  return (
    <figure className={css.small} style={{ maxWidth: width }}>
      <svg width={width} height={height} viewBox={`0 0 ${String(width)} ${String(height)}`} role="img" aria-label={t('{0}; {1} without a value', shape.label, rows(missing))}>
        {shape.counts.map((value, index) => (
          <rect
            key={index}
            className={shape.hasRest && index === shape.counts.length - 1 ? css.barRest : css.bar}
            x={index * step}
            width={Math.max(0.8, step - gap)}
            y={height - tall(value)}
            height={tall(value)}
            rx={step > 5 ? 1.5 : 0}
          >
            <title>{shape.bars[index]}</title>
          </rect>
        ))}
        {missing > 0 && (
          <rect className={css.barNull} x={width - 6} width={6} y={height - tall(missing)} height={tall(missing)} rx={1.5}>
            <title>{t('without a value: {0}', rows(missing))}</title>
          </rect>
        )}
      </svg>
      <figcaption className={css.ends} aria-hidden>
        <span className="ellipsis">{left}</span>
        <span>{right}</span>
      </figcaption>
    </figure>
  );
}
