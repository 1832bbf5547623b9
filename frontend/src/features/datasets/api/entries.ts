import { isUnderWay, scoresOf, type AnalysisSummary } from '@/client/history';
import type { Dataset } from './list-datasets';

/** What the list shows of a data set. */
export interface Entry {
  dataset: Dataset;
  /** Null when it was never analysed, or too long ago to be among the newest. */
  latest: AnalysisSummary | null;
  isBusy: boolean;
  scores: readonly number[];
}

export function entriesOf(datasets: readonly Dataset[], analyses: readonly AnalysisSummary[]): Entry[] {
  const own = new Map<string, AnalysisSummary[]>();
  for (const one of analyses) own.set(one.dataset_id, [...(own.get(one.dataset_id) ?? []), one]);
  return datasets.map((dataset) => {
    const history = own.get(dataset.dataset_id) ?? [];
    const latest = history.find((one) => one.analysis_id === dataset.latest_analysis_id) ?? history[0] ?? null;
    return { dataset, latest, isBusy: isUnderWay(latest?.status), scores: latest === null ? [] : scoresOf(history, latest.goal) };
  });
}
