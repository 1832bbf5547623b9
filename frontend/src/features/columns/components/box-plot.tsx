import type { ColumnProfile } from '@/client/analysis';
import { count, date, measure } from '@/lib/format';
import { plural, t } from '@/lib/language';
import { boxOf, domainOf, type Box } from '../api/box';
import css from './columns.module.css';

const [WIDTH, HEIGHT, MIDDLE] = [520, 46, 23];

/** The middle half, the median and the whiskers; what lies further is counted at the edges. */
export function BoxPlot({ column }: { column: ColumnProfile }) {
  const box = boxOf(column);
  if (box === null) return null;
  const [from, to] = domainOf(box);
  const x = (value: number): number => 8 + ((value - from) / (to - from || 1)) * (WIDTH - 16);
  const label = t('Box plot: middle half {0} to {1}, median {2}, whiskers {3} to {4}', ...[box.lowerQuartile, box.upperQuartile, box.median, box.low, box.high].map((value) => written(box, value)));
  return (
    <figure className="stack-small">
      <svg viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} className={css.box} role="img" aria-label={label}>
        <line className={css.whisker} x1={x(box.low)} x2={x(box.high)} y1={MIDDLE} y2={MIDDLE} />
        {[box.low, box.high].map((end) => (
          <line key={end} className={css.whisker} x1={x(end)} x2={x(end)} y1={MIDDLE - 7} y2={MIDDLE + 7} />
        ))}
        <rect className={css.boxBody} x={x(box.lowerQuartile)} width={Math.max(2, x(box.upperQuartile) - x(box.lowerQuartile))} y={MIDDLE - 13} height={26} rx={3} />
        <line className={css.boxMedian} x1={x(box.median)} x2={x(box.median)} y1={MIDDLE - 13} y2={MIDDLE + 13} />
        {box.minimum < box.low && <circle className={css.far} cx={5} cy={MIDDLE} r={3.5} />}
        {box.maximum > box.high && <circle className={css.far} cx={WIDTH - 5} cy={MIDDLE} r={3.5} />}
      </svg>
      <figcaption className="between faint small num">
        <span>{box.minimum < box.low ? t('down to {0}', written(box, box.minimum)) : written(box, box.low)}</span>
        <span>{t('median {0}', written(box, box.median))}</span>
        <span>{box.maximum > box.high ? t('up to {0}', written(box, box.maximum)) : written(box, box.high)}</span>
      </figcaption>
      {box.outlierCount > 0 && (
        <p className="faint small num">
          {plural(box.outlierCount, '{0} value lies beyond the whiskers (dots).', '{0} values lie beyond the whiskers (dots).', count(box.outlierCount))}
        </p>
      )}
    </figure>
  );
}

const written = ({ isTime }: Box, value: number): string =>
  isTime ? date(new Date(value).toISOString()).replace(/,[^,]*$/, '') : measure(Number(value.toPrecision(5)));
