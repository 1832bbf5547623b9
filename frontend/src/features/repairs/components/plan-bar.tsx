import { ListChecks } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { ProfileDocument } from '@/client/analysis';
import { Button } from '@/components/button';
import { count } from '@/lib/format';
import { plural, t } from '@/lib/language';
import type { PlanControl } from '../api/use-plan';
import css from './repairs.module.css';

const loadDrawer = () => import('./plan-drawer');
/** Dialogs, scripts and the ways to a cleaned file are most of the code of this page, and wait until they are wanted. */
const PlanDrawer = lazy(() => loadDrawer().then((module) => ({ default: module.PlanDrawer })));

interface PlanBarProps {
  analysisId: string;
  profile: ProfileDocument;
  control: PlanControl;
}

/** The accepted repairs at the bottom of the page: how many, what they do, and taking them home. */
export function PlanBar({ analysisId, profile, control }: PlanBarProps) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const { plan, steps, error } = control;
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
      <Button
        look="primary"
        disabled={accepted.length === 0 || !control.isReady}
        onPointerEnter={() => void loadDrawer()}
        onClick={() => {
          setOpened(true);
          setOpen(true);
        }}
      >
        {t('Take the fixes')}
      </Button>
      {wasOpened && (
        <Suspense>
          <PlanDrawer analysisId={analysisId} profile={profile} control={control} accepted={accepted} isOpen={isOpen} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </aside>
  );
}
