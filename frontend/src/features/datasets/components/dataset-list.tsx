import { FileSpreadsheet, Trash2 } from 'lucide-react';
import { Link } from '@tanstack/react-router';
import { IconButton } from '@/components/button';
import { Badge } from '@/components/badge';
import { ScoreRing } from '@/components/score-ring';
import { Empty, Failure, Loading, Skeleton } from '@/components/states';
import { Button } from '@/components/button';
import { ago, bytes, count, date } from '@/lib/format';
import { useDatasets, type Dataset } from '../api/list-datasets';
import { useDeleteDataset } from '../api/delete-dataset';
import { useScore } from '../api/read-score';
import css from './datasets.module.css';

export function DatasetList() {
  const datasets = useDatasets();
  if (datasets.isPending) return <Loading label="Loading the data sets" lines={3} />;
  if (datasets.isError) return <Failure error={datasets.error} retry={() => void datasets.refetch()} />;
  if (datasets.data.length === 0) {
    return (
      <Empty title="No data sets yet" icon={<FileSpreadsheet size={28} aria-hidden />}>
        Drop a file anywhere on this page. Within seconds you see what is in it, what is wrong with it, and fixes that were run on it.
      </Empty>
    );
  }
  return (
    <div className="stack">
      <ul className={css.list} aria-label="Data sets">
        {datasets.data.map((dataset) => (
          <DatasetRow key={dataset.dataset_id} dataset={dataset} />
        ))}
      </ul>
      {datasets.hasNextPage && (
        <Button onClick={() => void datasets.fetchNextPage()} disabled={datasets.isFetchingNextPage}>
          Show older ones
        </Button>
      )}
    </div>
  );
}

function DatasetRow({ dataset }: { dataset: Dataset }) {
  const remove = useDeleteDataset();
  const ask = (): void => {
    if (window.confirm(`Delete ${dataset.name} with all its results? This cannot be undone.`)) {
      remove.mutate({ params: { path: { dataset_id: dataset.dataset_id } } });
    }
  };
  return (
    <li className={css.item}>
      <DatasetScore dataset={dataset} />
      <div className={css.name}>
        {dataset.latest_analysis_id === null ? (
          <span className={css.title}>{dataset.name}</span>
        ) : (
          <Link className={css.title} to="/analysis/$analysisId" params={{ analysisId: dataset.latest_analysis_id }}>
            {dataset.name}
          </Link>
        )}
        <DatasetSummary dataset={dataset} />
      </div>
      <span className={`${css.when ?? ''} faint small`} title={date(dataset.created_at)}>
        {ago(dataset.created_at)}
      </span>
      <IconButton label={`Delete ${dataset.name}`} onClick={ask} disabled={remove.isPending} className={css.remove}>
        <Trash2 size={15} aria-hidden />
      </IconButton>
    </li>
  );
}

function DatasetScore({ dataset }: { dataset: Dataset }) {
  const score = useScore(dataset.latest_analysis_id);
  if (score.data?.score) return <ScoreRing score={score.data.score.score} size={40} />;
  return <span className={css.noScore}>{score.isLoading ? <Skeleton height={40} width={40} /> : <FileSpreadsheet size={20} aria-hidden />}</span>;
}

function DatasetSummary({ dataset }: { dataset: Dataset }) {
  const score = useScore(dataset.latest_analysis_id);
  const size = dataset.size_bytes === null ? '' : bytes(dataset.size_bytes);
  if (dataset.status === 'awaiting_upload') return <Badge>waiting for its file</Badge>;
  if (score.data?.status === 'failed') return <Badge tone="bad">failed</Badge>;
  if (score.data?.status === 'running' || score.data?.status === 'queued') return <Badge tone="accent">being analysed</Badge>;
  if (!score.data?.score) return <span className="soft small num">{size}</span>;
  const { rows, columns, issues } = score.data.score;
  return (
    <span className="soft small num">
      {count(rows)} rows · {count(columns)} columns · {size} · {count(issues)} {issues === 1 ? 'issue' : 'issues'}
    </span>
  );
}
