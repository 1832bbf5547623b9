import { FileSpreadsheet, FileUp, Trash2 } from 'lucide-react';
import { Link } from '@tanstack/react-router';
import { Fragment, lazy, Suspense, useState } from 'react';
import { Badge } from '@/components/badge';
import { IconButton } from '@/components/button';
import { FileButton } from '@/components/file-button';
import { ScoreRing } from '@/components/score-ring';
import { Sparkline } from '@/components/sparkline';
import { ago, bytes, columns, date, issues, rows } from '@/lib/format';
import { t } from '@/lib/language';
import { useDeleteDataset } from '../api/delete-dataset';
import type { Entry } from '../api/entries';
import css from './datasets.module.css';

/** Dialogs are a large part of the code that the list would load, and few delete anything. */
const Confirm = lazy(() => import('@/components/confirm').then((module) => ({ default: module.Confirm })));

interface DatasetRowProps {
  entry: Entry;
  /** Name of whoever brought it; null where that is nobody. */
  owner: string | null;
  onVersion: (datasetId: string, file: File) => void;
}

export function DatasetRow({ entry, owner, onVersion }: DatasetRowProps) {
  const { dataset, latest, scores } = entry;
  const remove = useDeleteDataset();
  const [isAsking, setAsking] = useState(false);
  const at = latest?.completed_at ?? latest?.started_at ?? dataset.created_at;
  return (
    <li className={css.item}>
      {typeof latest?.quality_score === 'number' ? (
        <ScoreRing score={latest.quality_score} size={40} />
      ) : (
        <span className={css.noScore}>
          <FileSpreadsheet size={20} aria-hidden />
        </span>
      )}
      <div className={css.name}>
        {dataset.latest_analysis_id === null ? (
          <span className={css.title}>{dataset.name}</span>
        ) : (
          <Link className={css.title} to="/analysis/$analysisId" params={{ analysisId: dataset.latest_analysis_id }}>
            {dataset.name}
          </Link>
        )}
        <Summary entry={entry} />
        <span className={`${css.narrowWhen ?? ''} faint small`}>{owner === null ? ago(at) : `${owner} · ${ago(at)}`}</span>
      </div>
      <span className={css.trend}>
        {scores.length < 2 ? (
          <span className="faint small" title={t('A trend takes two versions.')}>
            –
          </span>
        ) : (
          <Sparkline scores={scores} />
        )}
      </span>
      <span className={`${css.owner ?? ''} ellipsis soft small`} title={owner === null ? undefined : t('Brought by {0}', owner)}>
        {owner === null ? <span className="faint">–</span> : owner}
      </span>
      <span className={`${css.when ?? ''} faint small`} title={date(at)}>
        {ago(at)}
      </span>
      <span className={css.actions}>
        <FileButton look="icon" label={t('New version of {0}', dataset.name)} icon={<FileUp size={15} aria-hidden />} onFile={(file) => onVersion(dataset.dataset_id, file)} />
        <IconButton label={t('Delete {0}', dataset.name)} onClick={() => setAsking(true)}>
          <Trash2 size={15} aria-hidden />
        </IconButton>
        {isAsking && (
          <Suspense>
            <Confirm
              title={t('Delete {0}?', dataset.name)}
              action={t('Delete it')}
              isOpen
              isBusy={remove.isPending}
              error={remove.error}
              onConfirm={() => remove.mutate({ params: { path: { dataset_id: dataset.dataset_id } } })}
              onClose={() => setAsking(false)}
            >
              {t('The file, its analyses and everything made of them go. Nobody can bring them back.')}
            </Confirm>
          </Suspense>
        )}
      </span>
    </li>
  );
}

function Summary({ entry: { dataset, latest, isBusy } }: { entry: Entry }) {
  const size = dataset.size_bytes === null ? '' : bytes(dataset.size_bytes);
  if (isBusy) return <Badge tone="accent">{t('being analysed')}</Badge>;
  if (latest?.status === 'failed') return <Badge tone="bad">{t('failed')}</Badge>;
  if (latest?.status === 'cancelled') return <Badge>{t('stopped')}</Badge>;
  if (dataset.status === 'awaiting_upload') return <Badge>{t('waiting for its file')}</Badge>;
  if (latest?.status !== 'completed') return <span className="soft small num">{size}</span>;
  return (
    <span className="soft small num">
      {[rows(latest.row_count ?? 0), columns(latest.column_count ?? 0), size, issues(latest.issue_count ?? 0)].map((part, index) => (
        <Fragment key={part}>
          {index > 0 && ' · '}
          <span className={css.keep}>{part}</span>
        </Fragment>
      ))}
    </span>
  );
}
