import { Check, CircleX, LoaderCircle } from 'lucide-react';
import type { Analysis } from '@/client/analysis';
import { query } from '@/client/api';
import { useNavigate } from '@tanstack/react-router';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Meter } from '@/components/meter';
import { bytes, count } from '@/lib/format';
import { partDone, STAGES, stateOf, type StageState } from '../api/stages';
import { remedy } from '../api/remedies';
import css from './run.module.css';

interface RunPageProps {
  analysis: Analysis;
  sizeBytes: number | null;
  isOver: boolean;
}

/** The stages of the state machine as they happen; or why it failed, and what helps. */
export function RunPage({ analysis, sizeBytes, isOver }: RunPageProps) {
  if (isOver) return <Failed analysis={analysis} />;
  return (
    <Card title="Analysis under way" side={sizeBytes === null ? null : <span className="faint small num">{bytes(sizeBytes)}</span>}>
      <div className="stack">
        <Meter label="Progress of the analysis" value={partDone(analysis)} />
        <ol className={css.stages} aria-live="polite">
          {STAGES.map((stage) => (
            <li key={stage.stage} className={css.stage} data-state={stateOf(stage.stage, analysis)}>
              <StageIcon state={stateOf(stage.stage, analysis)} />
              <span className={css.stageName}>{stage.title}</span>
              <span className="faint small">{stage.about}</span>
              {stage.stage === 'profile' && analysis.shards_total !== null && (
                <span className={`${css.shards ?? ''} num small`}>
                  {count(analysis.shards_done)} of {count(analysis.shards_total)} {analysis.shards_total === 1 ? 'part' : 'parts'}
                </span>
              )}
            </li>
          ))}
        </ol>
        <p className="faint small">This page opens the results by itself. You may leave; the analysis goes on.</p>
      </div>
    </Card>
  );
}

function StageIcon({ state }: { state: StageState }) {
  if (state === 'done') return <Check size={16} className={css.done} aria-label="done" />;
  if (state === 'running') return <LoaderCircle size={16} className={css.running} aria-label="running" />;
  return <span className={css.waiting} role="img" aria-label="waiting" />;
}

function Failed({ analysis }: { analysis: Analysis }) {
  const navigate = useNavigate();
  const start = query.useMutation('post', '/api/v1/analysis/start', {
    onSuccess: (started) => navigate({ to: '/analysis/$analysisId', params: { analysisId: started.analysis_id } }),
  });
  const again = (): void => start.mutate({ body: { dataset_id: analysis.dataset_id, goal: analysis.goal } });
  const { advice, canRetry } = remedy(analysis.failure?.code);
  return (
    <Card>
      <div className={css.failed} role="alert">
        <CircleX size={28} aria-hidden className={css.failedIcon} />
        <h2>This analysis failed</h2>
        <p>{analysis.failure?.message ?? 'No cause was recorded.'}</p>
        <p className="soft">{advice}</p>
        <div className="row">
          {canRetry && (
            <Button look="primary" onClick={again} disabled={start.isPending}>
              Start again
            </Button>
          )}
          <Button onClick={() => void navigate({ to: '/' })}>To the data sets</Button>
        </div>
        {start.isError && <p role="alert">{start.error instanceof Error ? start.error.message : 'It could not be started.'}</p>}
      </div>
    </Card>
  );
}
