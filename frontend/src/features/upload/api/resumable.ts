/** Uploads that may be taken up again after a reload: what is needed to ask storage which parts it has. */
export interface Resumable {
  fingerprint: string;
  name: string;
  sizeBytes: number;
  datasetId: string;
  uploadId: string;
  partSizeBytes: number;
}

const KEY = 'datainsight.uploads';
const KEPT = 20;

/** The same file chosen again: a page may not keep its path, so name, size and time of change stand for it. */
export function fingerprint(file: Pick<File, 'name' | 'size' | 'lastModified'>): string {
  return `${file.name}|${String(file.size)}|${String(file.lastModified)}`;
}

export function resumables(): readonly Resumable[] {
  const stored = localStorage.getItem(KEY);
  if (stored === null) return [];
  try {
    const found: unknown = JSON.parse(stored);
    return Array.isArray(found) ? found.filter(isResumable) : [];
  } catch {
    // Something else wrote there; a list that cannot be read is worth as much as none.
    return [];
  }
}

export function remember(upload: Resumable): void {
  const others = resumables().filter((one) => one.fingerprint !== upload.fingerprint);
  localStorage.setItem(KEY, JSON.stringify([upload, ...others].slice(0, KEPT)));
}

export function forget(datasetId: string): void {
  localStorage.setItem(KEY, JSON.stringify(resumables().filter((one) => one.datasetId !== datasetId)));
}

function isResumable(value: unknown): value is Resumable {
  if (typeof value !== 'object' || value === null) return false;
  const texts = ['fingerprint', 'name', 'datasetId', 'uploadId'].every((key) => typeof Reflect.get(value, key) === 'string');
  return texts && ['sizeBytes', 'partSizeBytes'].every((key) => typeof Reflect.get(value, key) === 'number');
}
