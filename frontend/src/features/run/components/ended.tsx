import { CircleStop, CircleX } from 'lucide-react';
import { useNavigate } from '@tanstack/react-router';
import type { Analysis } from '@/client/analysis';
import { query } from '@/client/api';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { mark, t } from '@/lib/language';
import { remedy } from '../api/remedies';
import css from './run.module.css';

/** An analysis without results: stopped, or failed and why, and what helps. */
export function Ended({ analysis }: { analysis: Analysis }) {
  const navigate = useNavigate();
  const start = query.useMutation('post', '/api/v1/analysis/start', {
    onSuccess: (started) => navigate({ to: '/analysis/$analysisId', params: { analysisId: started.analysis_id } }),
  });
  const again = (): void => start.mutate({ body: { dataset_id: analysis.dataset_id, goal: analysis.goal, sheet: analysis.sheet ?? null } });
  const isStopped = analysis.status === 'cancelled';
  const { advice, canRetry } = isStopped ? STOPPED : remedy(analysis.failure?.code);
  return (
    <Card>
      <div className={css.failed} role="alert">
        {isStopped ? <CircleStop size={28} aria-hidden className="faint" /> : <CircleX size={28} aria-hidden className={css.failedIcon} />}
        <h2>{isStopped ? t('This analysis was stopped') : t('This analysis failed')}</h2>
        {!isStopped && <p>{analysis.failure?.message ?? t('No cause was recorded.')}</p>}
        <p className="soft">{t(advice)}</p>
        <div className="row">
          {canRetry && (
            <Button look="primary" onClick={again} disabled={start.isPending}>
              {t('Start again')}
            </Button>
          )}
          <Button onClick={() => void navigate({ to: '/' })}>{t('To the data sets')}</Button>
        </div>
        {start.isError && <p role="alert">{start.error instanceof Error ? start.error.message : t('It could not be started.')}</p>}
      </div>
    </Card>
  );
}

const STOPPED = { advice: mark('Nothing was charged. The file is still here, so it can be started again at any time.'), canRetry: true } as const;
