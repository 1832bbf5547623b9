import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import type { ProfileDocument, Recommendation } from '@/client/analysis';
import { Button } from '@/components/button';
import { Modal } from '@/components/modal';
import { count } from '@/lib/format';
import { plural, t } from '@/lib/language';
import { useScript } from '../api/export-code';
import { rememberedChoice } from '../api/languages';
import { toggle } from '../api/plan';
import type { PlanControl } from '../api/use-plan';
import { CodeTabs } from './code-tabs';
import { PlanList } from './plan-list';
import { TakeFile } from './take-file';
import css from './repairs.module.css';

interface PlanBarProps {
  analysisId: string;
  profile: ProfileDocument;
  control: PlanControl;
}

/** The accepted repairs at the bottom of the page: how many, what they do, and taking them home. */
export function PlanBar({ analysisId, profile, control }: PlanBarProps) {
  const [isOpen, setOpen] = useState(false);
  const { plan, steps, reset, error } = control;
  const byId = new Map(profile.recommendations.map((one) => [one.id, one]));
  const accepted = steps.ids.flatMap((id) => byId.get(id) ?? []);
  const solved = new Set(accepted.map((one) => one.issue_id)).size;
  return (
    <aside className={css.plan} aria-label={t('Your plan')}>
      <ListChecks size={18} aria-hidden className={css.planIcon} />
      <div className="grow">
        <strong className="num">
          {plural(accepted.length, '{0} repair in the plan', '{0} repairs in the plan', count(accepted.length))}
        </strong>
        <p className="soft small num">
          {plan.isSuggested && `${t('Chosen for you: those that lose nothing.')} `}
          {t('{0} of {1} issues solved', count(solved), count(profile.issues.length))}
        </p>
        {error !== null && (
          <p role="alert" className={css.localError}>
            {error.message}
          </p>
        )}
      </div>
      <Button look="primary" disabled={accepted.length === 0 || !control.isReady} onClick={() => setOpen(true)}>
        {t('Take the fixes')}
      </Button>
      <Modal look="drawer" isOpen={isOpen} onClose={() => setOpen(false)} title={t('Your plan')}>
        <div className="stack">
          {accepted.length > 0 && <TakeFile analysisId={analysisId} profile={profile} steps={steps} />}
          <div className="between">
            <h3>{t('What is done')}</h3>
            {(!plan.isSuggested || steps.isOrdered) && (
              <Button size="small" look="quiet" onClick={reset}>
                {t('Back to the suggested plan')}
              </Button>
            )}
          </div>
          {isOpen && <Arranged analysisId={analysisId} accepted={accepted} control={control} />}
          {accepted.length > 0 && (
            <>
              <h3>{t('As a script')}</h3>
              <CodeTabs analysisId={analysisId} steps={steps} />
            </>
          )}
        </div>
      </Modal>
    </aside>
  );
}

interface ArrangedProps {
  analysisId: string;
  accepted: readonly Recommendation[];
  control: PlanControl;
}

/** The list, with what the service says of its order: one repair may build on another. */
function Arranged({ analysisId, accepted, control: { plan, steps, move, decide } }: ArrangedProps) {
  const script = useScript(analysisId, rememberedChoice(), steps);
  const remarks = { ...script.data?.moved, ...script.data?.left_out };
  return <PlanList accepted={accepted} remarks={remarks} onMove={move} onLeave={(repair) => decide([toggle(repair, plan)])} />;
}
