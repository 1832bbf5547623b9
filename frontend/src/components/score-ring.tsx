import { count, score as written } from '@/lib/format';
import { t } from '@/lib/language';
import css from './charts.module.css';

interface ScoreRingProps {
  /** 0..100. */
  score: number;
  size?: number;
}

/** The quality score as a ring. Its colour follows the same steps as its words. */
export function ScoreRing({ score, size = 36 }: ScoreRingProps) {
  const thickness = size >= 80 ? 8 : 4;
  const radius = (size - thickness) / 2;
  const length = 2 * Math.PI * radius;
  const isLarge = size >= 80;
  return (
    <svg width={size} height={size} viewBox={`0 0 ${String(size)} ${String(size)}`} role="img" aria-label={t('Quality score {0} of 100', written(score))}>
      <g transform={`rotate(-90 ${String(size / 2)} ${String(size / 2)})`} fill="none" strokeWidth={thickness}>
        <circle cx={size / 2} cy={size / 2} r={radius} className={css.ringTrack} />
        <circle
          cx={size / 2}
          cy={size / 2}
          r={radius}
          className={css[`ring-${grade(score)}`]}
          strokeDasharray={`${String((length * score) / 100)} ${String(length)}`}
          strokeLinecap="round"
        />
      </g>
      <text x="50%" y="50%" dy="0.35em" textAnchor="middle" className={isLarge ? css.ringTextLarge : css.ringText}>
        {isLarge ? written(score) : count(score)}
      </text>
    </svg>
  );
}

export type Grade = 'good' | 'fair' | 'poor';

export function grade(score: number): Grade {
  if (score >= 90) return 'good';
  return score >= 70 ? 'fair' : 'poor';
}
