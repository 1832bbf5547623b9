import { Check, Code, Plus, ShieldCheck, TriangleAlert } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Recommendation } from '@/client/analysis';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { CellText } from '@/components/cell-text';
import { explained, VerificationBadge } from '@/components/verification-badge';
import { t } from '@/lib/language';
import css from './repairs.module.css';

const CodeTabs = lazy(() => import('./code-tabs').then((module) => ({ default: module.CodeTabs })));

interface RepairCardProps {
  analysisId: string;
  repair: Recommendation;
  isAccepted: boolean;
  onToggle: () => void;
}

export function RepairCard({ analysisId, repair, isAccepted, onToggle }: RepairCardProps) {
  const [isCodeShown, setCodeShown] = useState(false);
  const changes = repair.verification.examples;
  const isRefused = repair.verification.status === 'refused';
  return (
    <div className={css.repair} data-accepted={isAccepted} role="group" aria-label={repair.title}>
      <div className="between">
        <strong className={css.repairTitle}>{repair.title}</strong>
        <Button look={isAccepted ? 'plain' : 'primary'} size="small" aria-pressed={isAccepted} disabled={isRefused} onClick={onToggle}>
          {isAccepted ? <Check size={14} aria-hidden /> : <Plus size={14} aria-hidden />}
          {isAccepted ? t('In the plan') : t('Accept')}
        </Button>
      </div>
      <div className="row-wrap">
        <VerificationBadge verification={repair.verification} />
        {repair.is_safe ? (
          <Badge tone="good">
            <ShieldCheck size={12} aria-hidden /> {t('loses nothing')}
          </Badge>
        ) : (
          <Badge tone="medium">
            <TriangleAlert size={12} aria-hidden /> {t('may lose something')}
          </Badge>
        )}
      </div>
      <p className="soft">{repair.rationale}</p>
      {repair.verification.status === 'verified' && <p className="faint small num">{explained(repair.verification)}</p>}
      {isRefused && repair.verification.reason && <p className="faint small">{repair.verification.reason}</p>}
      {changes.length > 0 && (
        <table className={css.changes}>
          <caption className="hidden">{t('Before and after')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('Before')}</th>
              <th scope="col">{t('After')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.before ?? ''}>
                <td>
                  <Cell value={change.before} look={css.before} />
                </td>
                <td>
                  <Cell value={change.after} look={css.after} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div>
        <Button size="small" look="quiet" aria-expanded={isCodeShown} onClick={() => setCodeShown(!isCodeShown)}>
          <Code size={14} aria-hidden /> {isCodeShown ? t('Hide the code') : t('Show the code')}
        </Button>
      </div>
      {isCodeShown && (
        <Suspense>
          <CodeTabs analysisId={analysisId} steps={{ ids: [repair.id], isOrdered: false }} />
        </Suspense>
      )}
    </div>
  );
}

/** A cell's text with its blanks kept; an empty cell says so. */
function Cell({ value, look }: { value: string | null; look: string | undefined }) {
  return value === null ? <span className="faint">{t('(empty)')}</span> : (
    <code className={look}>
      <CellText value={value} />
    </code>
  );
}
