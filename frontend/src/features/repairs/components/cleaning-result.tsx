import { useNavigate } from '@tanstack/react-router';
import { Check, Download, FilePlus2 } from 'lucide-react';
import { Button, buttonClass } from '@/components/button';
import { bytes, count } from '@/lib/format';
import { plural, t } from '@/lib/language';
import { filesOf, type CleaningOutcome } from '../api/server-clean';
import { useSaveAsDataset } from '../api/save-as-dataset';
import type { Steps } from '../api/order';
import css from './repairs.module.css';

interface SaveProps {
  analysisId: string;
  datasetId: string;
  steps: Steps;
}

interface ResultProps extends SaveProps {
  outcome: CleaningOutcome;
}

/** What the cleaning did, and the files that it left. */
export function CleaningResult({ outcome, analysisId, datasetId, steps }: ResultProps) {
  const { row_count_after: after, row_count_before: before } = outcome;
  return (
    <div className="stack" role="status">
      <p className="small num">
        <Check size={14} aria-hidden className={css.localIcon} /> {[plural(outcome.repair_count, '{0} repair made', '{0} repairs made', count(outcome.repair_count)), plural(outcome.cells_changed, '{0} cell changed', '{0} cells changed', count(outcome.cells_changed)), t('{0} of {1} rows kept', count(after), count(before))].join(', ')}
        {outcome.withheld_recommendation_ids.length > 0 && ` ${plural(outcome.withheld_recommendation_ids.length, '{0} repair of personal data was left out.', '{0} repairs of personal data were left out.', count(outcome.withheld_recommendation_ids.length))}`}
      </p>
      <ul className={css.planList} aria-label={t('Files of the cleaning')}>
        {filesOf(outcome).map(({ file, label, about }) => (
          <li key={file.kind} className={css.planItem}>
            <span className="grow">
              {t(label)} <span className="faint small num">{bytes(file.size_bytes)}</span>
              <span className="soft small block">{t(about)}</span>
            </span>
            <a className={buttonClass('plain', 'small')} href={file.url} download={file.file_name} aria-label={t('Download: {0}', t(label))}>
              <Download size={14} aria-hidden /> {t('Download')}
            </a>
          </li>
        ))}
      </ul>
      <SaveButton analysisId={analysisId} datasetId={datasetId} steps={steps} />
    </div>
  );
}

/** The cleaned file as a data set: profiled at once, so that its new score is seen. */
function SaveButton({ analysisId, datasetId, steps }: SaveProps) {
  const navigate = useNavigate();
  const save = useSaveAsDataset();
  const begin = (): void =>
    save.mutate({ analysisId, datasetId, steps }, { onSuccess: (made) => void navigate({ to: '/analysis/$analysisId', params: { analysisId: made } }) });
  return (
    <div className="stack-small">
      <div>
        <Button size="small" disabled={save.isPending} onClick={begin}>
          <FilePlus2 size={14} aria-hidden /> {save.isPending ? t('Saving') : t('Keep it as a data set and see its new score')}
        </Button>
      </div>
      {save.isError && (
        <p role="alert" className={css.localError}>
          {save.error.message}
        </p>
      )}
    </div>
  );
}
