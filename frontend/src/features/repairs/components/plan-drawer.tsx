import type { ProfileDocument, Recommendation } from '@/client/analysis';
import { Button } from '@/components/button';
import { Modal } from '@/components/modal';
import { t } from '@/lib/language';
import { useScript } from '../api/export-code';
import { rememberedChoice } from '../api/languages';
import { toggle } from '../api/plan';
import type { PlanControl } from '../api/use-plan';
import { CodeTabs } from './code-tabs';
import { PlanList } from './plan-list';
import { TakeFile } from './take-file';

interface PlanDrawerProps {
  analysisId: string;
  profile: ProfileDocument;
  control: PlanControl;
  accepted: readonly Recommendation[];
  isOpen: boolean;
  onClose: () => void;
}

/** The accepted repairs in their order, the cleaned file and the script. */
export function PlanDrawer({ analysisId, profile, control, accepted, isOpen, onClose }: PlanDrawerProps) {
  const { plan, steps, reset } = control;
  return (
    <Modal look="drawer" isOpen={isOpen} onClose={onClose} title={t('Your plan')}>
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
