import { ListChecks, X } from 'lucide-react';
import { useState } from 'react';
import { useAnalysis, type ProfileDocument, type Recommendation } from '@/client/analysis';
import { Button, IconButton } from '@/components/button';
import { Modal } from '@/components/modal';
import { VerificationBadge } from '@/components/verification-badge';
import { count } from '@/lib/format';
import { leave, type PlanControl } from '../api/plan';
import { LocalCleanCard } from './local-clean-card';
import { CodeTabs } from './code-tabs';
import css from './repairs.module.css';

interface PlanBarProps {
  analysisId: string;
  profile: ProfileDocument;
  control: PlanControl;
}

/** The accepted repairs at the bottom of the page: how many, what they do, and taking them home. */
export function PlanBar({ analysisId, profile, control }: PlanBarProps) {
  const [isOpen, setOpen] = useState(false);
  const analysis = useAnalysis(analysisId);
  const { plan, change, isDefault, reset } = control;
  const accepted = profile.recommendations.filter((one) => plan.accepted.includes(one.id));
  const solved = new Set(accepted.map((one) => one.issue_id)).size;
  return (
    <aside className={css.plan} aria-label="Your plan">
      <ListChecks size={18} aria-hidden className={css.planIcon} />
      <div className="grow">
        <strong className="num">
          {count(accepted.length)} {accepted.length === 1 ? 'repair' : 'repairs'} in the plan
        </strong>
        <p className="soft small num">
          {isDefault ? 'Chosen for you: those that lose nothing. ' : ''}
          {count(solved)} of {count(profile.issues.length)} issues solved
        </p>
      </div>
      <Button look="primary" disabled={accepted.length === 0} onClick={() => setOpen(true)}>
        Take the fixes
      </Button>
      <Modal look="drawer" isOpen={isOpen} onClose={() => setOpen(false)} title="Your plan">
        <div className="stack">
          <PlanList accepted={accepted} onLeave={(id) => change(leave(plan, id))} />
          {!isDefault && (
            <div>
              <Button size="small" look="quiet" onClick={reset}>
                Back to the suggested plan
              </Button>
            </div>
          )}
          {accepted.length > 0 && (
            <LocalCleanCard analysisId={analysisId} datasetId={analysis.data?.dataset_id} profile={profile} ids={accepted.map((one) => one.id)} />
          )}
          <h3>Or take the script</h3>
          {accepted.length > 0 && <CodeTabs analysisId={analysisId} ids={accepted.map((one) => one.id)} />}
        </div>
      </Modal>
    </aside>
  );
}

function PlanList({ accepted, onLeave }: { accepted: readonly Recommendation[]; onLeave: (id: string) => void }) {
  return (
    <ol className={css.planList} aria-label="Repairs in the order in which they run">
      {accepted.map((repair) => (
        <li key={repair.id} className={css.planItem}>
          <div className="stack-small grow">
            <span>
              {repair.title}
              {typeof repair.repair.parameters['column'] === 'string' && (
                <code className={css.planColumn}>{repair.repair.parameters['column']}</code>
              )}
            </span>
            <span>
              <VerificationBadge verification={repair.verification} />
            </span>
          </div>
          <IconButton label={`Leave out: ${repair.title}`} onClick={() => onLeave(repair.id)}>
            <X size={14} aria-hidden />
          </IconButton>
        </li>
      ))}
    </ol>
  );
}
