import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useHistory } from '@/client/history';
import { Page } from '@/components/page';
import { useDatasets } from '@/features/datasets/api/list-datasets';
import { DatasetList } from '@/features/datasets/components/dataset-list';
import { SampleCards } from '@/features/datasets/components/sample-cards';
import { DropCard } from '@/features/upload/components/drop-area';
import { t } from '@/lib/language';
import { takeFiles, takeVersion } from '../shell/take-files';

export function HomePage() {
  useOpenOnlyDataset();
  const datasets = useDatasets();
  const history = useHistory();
  // What stands under the list would be pushed down by it.
  const isListed = !datasets.isPending && !history.isPending;
  return (
    <Page title={t('Data sets')} lead={t('See what is wrong with a table, and take home fixes that were run on it.')}>
      <DropCard onFiles={takeFiles} />
      <DatasetList onVersion={takeVersion} />
      {isListed && <SampleCards onFile={(file) => takeFiles([file])} />}
    </Page>
  );
}

const SEEN = 'datainsight.opened';

/** Who comes for the first time and has one data set (the sample of `make run`) wants to see that. */
function useOpenOnlyDataset(): void {
  const navigate = useNavigate();
  const datasets = useDatasets();
  const only = datasets.data?.length === 1 ? datasets.data[0] : undefined;
  const analysisId = only?.latest_analysis_id ?? null;
  useEffect(() => {
    if (datasets.data === undefined || sessionStorage.getItem(SEEN) !== null) return;
    sessionStorage.setItem(SEEN, 'yes');
    if (analysisId !== null) void navigate({ to: '/analysis/$analysisId', params: { analysisId }, replace: true });
  }, [analysisId, datasets.data, navigate]);
}
