/** The plan, made by the service on the whole file that was uploaded. */
import { useQueryClient } from '@tanstack/react-query';
import { query, type Schemas } from '@/client/api';
import { mark } from '@/lib/language';

export type Cleaning = Schemas['Cleaning'];
export type CleaningOutcome = Schemas['CleaningOutcome'];
export type Download = Schemas['Download'];

const POLL_MILLISECONDS = 500;
const hasEnded = (cleaning: Cleaning | undefined): boolean => cleaning?.status === 'completed' || cleaning?.status === 'failed';

export function useStartCleaning() {
  const cache = useQueryClient();
  return query.useMutation('post', '/api/v1/datasets/{dataset_id}/clean', {
    // A cleaned file that becomes a data set stands in the list.
    onSuccess: () => cache.invalidateQueries({ queryKey: ['datasets'] }),
  });
}

/** Asks again until the cleaning has ended. */
export function useCleaning(datasetId: string, cleaningId: string | undefined) {
  return query.useQuery(
    'get',
    '/api/v1/datasets/{dataset_id}/cleanings/{cleaning_id}',
    { params: { path: { dataset_id: datasetId, cleaning_id: cleaningId ?? '' } } },
    { enabled: cleaningId !== undefined, refetchInterval: ({ state }) => (hasEnded(state.data) ? false : POLL_MILLISECONDS) },
  );
}

/** What changed, and the links to the files, which are good for an hour. */
export function useCleaningOutcome(datasetId: string, cleaning: Cleaning | undefined) {
  return query.useQuery(
    'get',
    '/api/v1/datasets/{dataset_id}/cleanings/{cleaning_id}/results',
    { params: { path: { dataset_id: datasetId, cleaning_id: cleaning?.cleaning_id ?? '' } } },
    { enabled: cleaning?.status === 'completed', staleTime: 30 * 60_000 },
  );
}

/** 0..1, or null before anything was read. */
export function partCleaned({ bytes_done: done, size_bytes: size }: Pick<Cleaning, 'bytes_done' | 'size_bytes'>): number | null {
  return size === 0 || done === 0 ? null : Math.min(1, done / size);
}

/** In the order in which people want them; the report is for programs. */
export const FILES: readonly { kind: string; label: string; about: string }[] = [
  { kind: 'cleaned', label: mark('Cleaned file'), about: mark('the whole table, repaired') },
  { kind: 'changes', label: mark('Change log'), about: mark('every changed cell, before and after') },
  { kind: 'quarantine', label: mark('Rows to look at'), about: mark('taken out, or what no repair should guess') },
  { kind: 'undo', label: mark('Undo file'), about: mark('turns the cleaned file back into the original: datainsight undo') },
];

export function filesOf({ downloads }: Pick<CleaningOutcome, 'downloads'>): { file: Download; label: string; about: string }[] {
  return FILES.flatMap(({ kind, label, about }) => {
    const file = downloads.find((one) => one.kind === kind);
    return file === undefined ? [] : [{ file, label, about }];
  });
}
