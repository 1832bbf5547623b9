import { Download as DownloadIcon, LoaderCircle, Server } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { Meter } from '@/components/meter';
import { fetchFile } from '@/lib/download';
import { t } from '@/lib/language';
import { partCleaned, useCleaning, useCleaningOutcome, useStartCleaning, type Cleaning } from '../api/server-clean';
import { CleaningResult } from './cleaning-result';
import { bodyOf, type Steps } from '../api/order';
import css from './repairs.module.css';

interface CardProps {
  analysisId: string;
  datasetId: string;
  steps: Steps;
  /** Whether it is the first thing offered, or the second. */
  isFirst: boolean;
}

/** The cleaned file in one click: the service runs the plan on what was uploaded; that file itself stays as it is. */
export function ServerCleanCard({ analysisId, datasetId, steps, isFirst }: CardProps) {
  const start = useStartCleaning();
  const [running, setRunning] = useState<{ id: string; plan: string } | null>(null);
  const [isForSpreadsheets, setForSpreadsheets] = useState(false);
  const plan = JSON.stringify([steps, isForSpreadsheets]);
  // Another plan is another cleaning.
  const current = running?.plan === plan ? running.id : undefined;
  const status = useCleaning(datasetId, current);
  const cleaning = current === undefined ? undefined : status.data;
  const outcome = useCleaningOutcome(datasetId, cleaning);
  const begin = (): void => {
    start.mutate(
      { params: { path: { dataset_id: datasetId } }, body: { analysis_id: analysisId, ...bodyOf(steps), format: 'csv', spreadsheet_safe: isForSpreadsheets, save_as_dataset: false } },
      { onSuccess: ({ cleaning_id: id }) => setRunning({ id, plan }) },
    );
  };
  useFetchOnce(current, outcome.data?.downloads.find((one) => one.kind === 'cleaned')?.url);
  const isBusy = start.isPending || (current !== undefined && cleaning?.status !== 'completed' && cleaning?.status !== 'failed');
  const error = start.error ?? status.error ?? outcome.error;
  return (
    <div className={css.local}>
      <div className="row">
        <Server size={18} aria-hidden className={css.localIcon} />
        <strong>{isFirst ? t('Clean the file') : t('Or clean it on the server')}</strong>
      </div>
      <p className="soft small">{t('The plan is run on the uploaded file, which stays as it is; you get the cleaned file, a log of every change, and a way back.')}</p>
      {outcome.data === undefined && (
        <div className="stack">
          <label className="row small">
            <input type="checkbox" checked={isForSpreadsheets} disabled={isBusy} onChange={(event) => setForSpreadsheets(event.target.checked)} />
            {t('Safe to open in a spreadsheet: an apostrophe before cells that it would calculate')}
          </label>
          <Button look={isFirst ? 'primary' : 'plain'} disabled={isBusy || steps.ids.length === 0} onClick={begin}>
            {isBusy ? <LoaderCircle size={14} aria-hidden /> : <DownloadIcon size={14} aria-hidden />}
            {isBusy ? t('Cleaning') : t('Clean and download')}
          </Button>
        </div>
      )}
      {isBusy && cleaning !== undefined && <Meter label={t('Progress of the cleaning')} value={partCleaned(cleaning)} />}
      <Failed cleaning={cleaning} error={error instanceof Error ? error.message : null} />
      {outcome.data !== undefined && current !== undefined && <CleaningResult outcome={outcome.data} analysisId={analysisId} datasetId={datasetId} steps={steps} />}
    </div>
  );
}

function Failed({ cleaning, error }: { cleaning: Cleaning | undefined; error: string | null }) {
  const reason = error ?? (cleaning?.status === 'failed' ? (cleaning.failure?.message ?? t('The file could not be cleaned.')) : null);
  if (reason === null) return null;
  return (
    <p role="alert" className={css.localError}>
      {reason}
    </p>
  );
}

/** Hands over the file as soon as it is there, once for each cleaning that was asked for here. */
function useFetchOnce(cleaningId: string | undefined, url: string | undefined): void {
  const fetched = useRef<string | null>(null);
  useEffect(() => {
    if (cleaningId === undefined || url === undefined || fetched.current === cleaningId) return;
    fetched.current = cleaningId;
    fetchFile(url);
  }, [cleaningId, url]);
}
