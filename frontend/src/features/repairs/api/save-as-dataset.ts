import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '@/client/api';
import { bodyOf, type Steps } from './order';
import { t } from '@/lib/language';

interface Order {
  datasetId: string;
  analysisId: string;
  steps: Steps;
}

const WAIT_SECONDS = 20;

/** Makes the cleaned file a data set of its own; gives the id of its analysis. */
export function useSaveAsDataset() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({ datasetId, analysisId, steps }: Order) => {
      const path = { dataset_id: datasetId };
      const { data: started } = await api.POST('/api/v1/datasets/{dataset_id}/clean', {
        params: { path },
        body: { analysis_id: analysisId, ...bodyOf(steps), format: 'csv', save_as_dataset: true },
      });
      const ended = await untilEnded(datasetId, started);
      if (ended.status !== 'completed' || ended.saved_dataset_id === null) throw new Error(ended.failure?.message ?? t('The cleaned file could not be saved.'));
      const { data: analysis } = await api.POST('/api/v1/analysis/start', { body: { dataset_id: ended.saved_dataset_id } });
      if (analysis === undefined) throw new TypeError('The reply to the start of an analysis was empty.');
      return analysis.analysis_id;
    },
    onSuccess: () => cache.invalidateQueries({ queryKey: ['datasets'] }),
  });
}

async function untilEnded(datasetId: string, started: Schemas['Cleaning'] | undefined): Promise<Schemas['Cleaning']> {
  let now = started;
  while (now?.status === 'queued' || now?.status === 'running') {
    const path = { dataset_id: datasetId, cleaning_id: now.cleaning_id };
    now = (await api.GET('/api/v1/datasets/{dataset_id}/cleanings/{cleaning_id}', { params: { path, query: { wait: WAIT_SECONDS } } })).data;
  }
  if (now === undefined) throw new TypeError('The reply about the cleaning was empty.');
  return now;
}
