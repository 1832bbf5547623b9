import { startUpload } from '@/features/upload/api/uploads';
import { chosenGoal } from '@/lib/goal';

/** Starts the upload of each file, for the goal that was last chosen. Of a single one the page opens, of several the list shows them. */
export function takeFiles(files: readonly File[]): void {
  for (const file of files) startUpload({ file, goal: chosenGoal(), versionOf: null }, files.length === 1);
}

/** Takes a file as the next version of a data set. */
export function takeVersion(datasetId: string, file: File): void {
  startUpload({ file, goal: chosenGoal(), versionOf: datasetId }, true);
}
