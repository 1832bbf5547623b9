import { startUpload } from '@/features/upload/api/uploads';
import { chosenGoal } from '@/lib/goal';

/** Starts the upload of each file, for the goal that was last chosen. */
export function takeFiles(files: readonly File[]): void {
  for (const file of files) startUpload(file, chosenGoal());
}
