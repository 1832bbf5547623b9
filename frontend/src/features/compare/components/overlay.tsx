import { measure } from '@/lib/format';
import { t } from '@/lib/language';
import type { overlaid } from '../api/drift';
import css from './compare.module.css';

type Overlaid = NonNullable<ReturnType<typeof overlaid>>;

const [WIDTH, HEIGHT] = [220, 44];

/** Before as bars, after as a line over them. */
export function Overlay({ shape, label }: { shape: Overlaid; label: string }) {
  const highest = Math.max(...shape.old, ...shape.fresh);
  const step = WIDTH / shape.old.length;
  const y = (value: number): number => HEIGHT - (value / highest) * (HEIGHT - 2);
  const line = shape.fresh.map((value, bin) => `${bin === 0 ? 'M' : 'L'}${String(bin * step)},${String(y(value))}H${String((bin + 1) * step)}`);
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
      role="img"
      aria-label={t('{0}, before and after, from {1} to {2}', label, measure(shape.low), measure(shape.high))}
      className={css.overlay}
    >
      {shape.old.map((value, bin) => (
        <rect key={bin} className={css.before} x={bin * step} width={Math.max(0.5, step - 0.6)} y={y(value)} height={HEIGHT - y(value)} />
      ))}
      <path className={css.after} d={line.join('')} />
    </svg>
  );
}
