import { score } from '@/lib/format';
import css from './charts.module.css';
import { t } from '@/lib/language';

const [WIDTH, HEIGHT, ROOM] = [84, 26, 4];
/** So small a change is not drawn as a cliff. */
const LEAST_SPAN = 10;

/** How a score moved from version to version; nothing where there is only one. */
export function Sparkline({ scores }: { scores: readonly number[] }) {
  if (scores.length < 2) return null;
  const middle = (Math.min(...scores) + Math.max(...scores)) / 2;
  const span = Math.max(LEAST_SPAN, Math.max(...scores) - Math.min(...scores));
  const x = (index: number): number => ROOM + (index / (scores.length - 1)) * (WIDTH - 2 * ROOM);
  const y = (value: number): number => HEIGHT / 2 - ((value - middle) / span) * (HEIGHT - 2 * ROOM);
  const last = scores.length - 1;
  const label = t('Scores of {0} versions, oldest first: {1}', scores.length, scores.map(score).join(', '));
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} role="img" aria-label={label}>
      <title>{label}</title>
      <polyline className={css.trend} points={scores.map((value, index) => `${String(x(index))},${String(y(value))}`).join(' ')} />
      <circle className={css.trendEnd} cx={x(last)} cy={y(scores[last] ?? 0)} r={3} />
    </svg>
  );
}
