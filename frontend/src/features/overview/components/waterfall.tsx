import { Link } from '@tanstack/react-router';
import type { Issue, ProfileDocument } from '@/client/analysis';
import { score } from '@/lib/format';
import { t } from '@/lib/language';
import { fall, type Step } from '../api/fall';
import css from './overview.module.css';

interface WaterfallProps {
  analysisId: string;
  quality: ProfileDocument['quality'];
  issues: readonly Issue[];
}

const SHOWN = 8;

/** From 100 down to the score, an issue at a time; what is not shown is summed, so that the steps always add up. */
export function Waterfall({ analysisId, quality, issues }: WaterfallProps) {
  const { steps, lowest } = fall({ quality, issues }, SHOWN);
  const known = new Set(issues.map((issue) => issue.id));
  return (
    <ul className={css.water} aria-label={t('Points lost to each issue')}>
      <li className={`${css.step ?? ''} ${css.total ?? ''}`}>
        <Cells label={t('A perfect table')} low={0} high={100} text={score(100)} lowest={lowest} />
      </li>
      {steps.map((step) => (
        <li key={step.issueId ?? step.label}>
          <Linked step={step} analysisId={analysisId} isKnown={step.issueId !== null && known.has(step.issueId)}>
            <Cells label={step.label} low={step.to} high={step.from} text={`−${score(step.points)}`} lowest={lowest} />
          </Linked>
        </li>
      ))}
      <li className={`${css.step ?? ''} ${css.total ?? ''}`}>
        <Cells label={t('Score')} low={0} high={quality.score} text={score(quality.score)} lowest={lowest} />
      </li>
    </ul>
  );
}

interface LinkedProps {
  step: Step;
  analysisId: string;
  isKnown: boolean;
  children: React.ReactNode;
}

function Linked({ step, analysisId, isKnown, children }: LinkedProps) {
  if (!isKnown || step.issueId === null) return <div className={css.step}>{children}</div>;
  return (
    <Link className={css.step} to="/analysis/$analysisId/issues" params={{ analysisId }} search={{ issue: step.issueId }}>
      {children}
    </Link>
  );
}

interface CellsProps {
  label: string;
  low: number;
  high: number;
  text: string;
  lowest: number;
}

/** The picture begins a little below the score, or the steps would be slivers beside the hundred. */
function Cells({ label, low, high, text, lowest }: CellsProps) {
  const place = (value: number): number => (Math.max(0, value - lowest) / (100 - lowest)) * 100;
  return (
    <>
      <span className={css.stepLabel}>{label}</span>
      <span className={css.track} aria-hidden>
        <span className={css.fall} style={{ left: `${String(place(low))}%`, width: `${String(place(high) - place(low))}%` }} />
      </span>
      <span className="num">{text}</span>
    </>
  );
}
