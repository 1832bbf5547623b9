import { Check, LoaderCircle, Square } from 'lucide-react';
import type { Analysis } from '@/client/analysis';
import { useEstimate } from '@/client/estimate';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Meter } from '@/components/meter';
import { about } from '@/lib/duration';
import { bytes, count, money } from '@/lib/format';
import { plural, t } from '@/lib/language';
import { partDone, STAGES, stateOf, type StageState } from '../api/stages';
import { useCancel } from '../api/cancel';
import { Ended } from './ended';
import { FirstResultsCard } from './first-results-card';
import css from './run.module.css';

interface RunPageProps {
  analysis: Analysis;
  sizeBytes: number | null;
  isOver: boolean;
}

/** The stages of the state machine as they happen; or why it failed, and what helps. */
export function RunPage({ analysis, sizeBytes, isOver }: RunPageProps) {
  if (isOver) return <Ended analysis={analysis} />;
  return (
    <>
      <Stages analysis={analysis} sizeBytes={sizeBytes} />
      <FirstResultsCard analysis={analysis} />
    </>
  );
}

function Stages({ analysis, sizeBytes }: { analysis: Analysis; sizeBytes: number | null }) {
  return (
    <Card title={t('Analysis under way')} side={<Expected sizeBytes={sizeBytes} />}>
      <div className="stack">
        <Meter label={t('Progress of the analysis')} value={partDone(analysis)} />
        <ol className={css.stages} aria-live="polite">
          {STAGES.map((stage) => (
            <li key={stage.stage} className={css.stage} data-state={stateOf(stage.stage, analysis)}>
              <StageIcon state={stateOf(stage.stage, analysis)} />
              <span className={css.stageName}>{t(stage.title)}</span>
              <span className="faint small">{t(stage.about)}</span>
              {stage.stage === 'profile' && analysis.shards_total !== null && (
                <span className={`${css.shards ?? ''} num small`}>
                  {plural(analysis.shards_total, '{0} of {1} part', '{0} of {1} parts', count(analysis.shards_done), count(analysis.shards_total))}
                </span>
              )}
            </li>
          ))}
        </ol>
        <div className="between">
          <p className="faint small">{t('This page opens the results by itself. You may leave; the analysis goes on.')}</p>
          <CancelButton analysisId={analysis.analysis_id} />
        </div>
      </div>
    </Card>
  );
}

/** What it was estimated to take and to cost, before it began. */
function Expected({ sizeBytes }: { sizeBytes: number | null }) {
  const estimate = useEstimate(sizeBytes);
  if (sizeBytes === null) return null;
  return (
    <span className="faint small num">
      {bytes(sizeBytes)}
      {estimate.data !== undefined && ` · ${about(estimate.data.seconds)} · ${money(estimate.data.cost)}`}
    </span>
  );
}

function CancelButton({ analysisId }: { analysisId: string }) {
  const cancel = useCancel();
  return (
    <Button size="small" disabled={cancel.isPending} onClick={() => cancel.mutate({ params: { path: { analysis_id: analysisId } } })}>
      <Square size={12} aria-hidden /> {cancel.isPending ? t('Stopping') : t('Stop')}
    </Button>
  );
}

function StageIcon({ state }: { state: StageState }) {
  if (state === 'done') return <Check size={16} className={css.done} aria-label={t('done')} />;
  if (state === 'running') return <LoaderCircle size={16} className={css.running} aria-label={t('running')} />;
  return <span className={css.waiting} role="img" aria-label={t('waiting')} />;
}
