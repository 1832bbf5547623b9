import { FileSpreadsheet } from 'lucide-react';
import { Button } from '@/components/button';
import { Empty, Failure, Loading } from '@/components/states';
import { useHistory } from '@/client/history';
import { useNames } from '@/client/people';
import { t } from '@/lib/language';
import { entriesOf } from '../api/entries';
import { useDatasets } from '../api/list-datasets';
import { DatasetRow } from './dataset-row';
import css from './datasets.module.css';

export function DatasetList({ onVersion }: { onVersion: (datasetId: string, file: File) => void }) {
  const datasets = useDatasets();
  const history = useHistory();
  const names = useNames();
  if (datasets.isPending || history.isPending) return <Loading label={t('Loading the data sets')} lines={3} />;
  if (datasets.isError) return <Failure error={datasets.error} retry={() => void datasets.refetch()} />;
  if (history.isError) return <Failure error={history.error} retry={() => void history.refetch()} />;
  if (datasets.data.length === 0) {
    return (
      <Empty title={t('No data sets yet')} icon={<FileSpreadsheet size={28} aria-hidden />}>
        {t('Drop a file anywhere on this page. Within seconds you see what is in it, what is wrong with it, and fixes that were run on it.')}
      </Empty>
    );
  }
  return (
    <div className="stack-small">
      <div className={css.head} aria-hidden>
        <span>{t('Score and name')}</span>
        <span className={css.trend}>{t('Trend')}</span>
        <span className={css.owner}>{t('Owner')}</span>
        <span className={css.when}>{t('Last run')}</span>
        <span className={css.room} />
      </div>
      <ul className={css.list} aria-label={t('Data sets')}>
        {entriesOf(datasets.data, history.data).map((entry) => (
          <DatasetRow key={entry.dataset.dataset_id} entry={entry} owner={ownerOf(entry.dataset.created_by, names)} onVersion={onVersion} />
        ))}
      </ul>
      {datasets.hasNextPage && (
        <Button onClick={() => void datasets.fetchNextPage()} disabled={datasets.isFetchingNextPage}>
          {t('Show older ones')}
        </Button>
      )}
    </div>
  );
}

/** Null where nobody did: an API key, or whoever sits before a local stack. */
function ownerOf(userId: string | null | undefined, names: ReadonlyMap<string, string>): string | null {
  if (userId === null || userId === undefined) return null;
  return names.get(userId) ?? (names.size === 0 ? null : t('a former member'));
}
