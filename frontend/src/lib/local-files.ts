/** Files that this tab has uploaded, as long as it is open: what the browser repairs itself need not be chosen again. */
const files = new Map<string, File>();

export function keepFile(datasetId: string, file: File): void {
  files.set(datasetId, file);
}

export function keptFile(datasetId: string): File | undefined {
  return files.get(datasetId);
}
