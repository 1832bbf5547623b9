import { api, ApiError, type Schemas } from '@/client/api';
import type { Goal } from '@/client/analysis';
import { fingerprint, forget, remember, resumables, type Resumable } from './resumable';

/** Where a file goes, and how: at once, or in parts of which some may be there already. */
export type Ticket =
  | { kind: 'single'; datasetId: string; upload: Schemas['SingleUpload'] }
  | { kind: 'multipart'; datasetId: string; uploadId: string; partSizeBytes: number; urls: ReadonlyMap<number, string>; isResumed: boolean };

/** With the id of a data set the file becomes its next version. */
export async function requestUpload(file: File, goal: Goal, versionOf: string | null = null): Promise<Ticket> {
  const earlier = resumables().find((one) => one.fingerprint === fingerprint(file) && (versionOf === null || one.datasetId === versionOf));
  if (earlier !== undefined && (await isStillOpen(earlier))) {
    return { ...earlier, kind: 'multipart', urls: new Map(), isResumed: true };
  }
  const body = { name: file.name, size_bytes: file.size, goal };
  const { data } =
    versionOf === null
      ? await api.POST('/api/v1/datasets/upload', { body })
      : await api.POST('/api/v1/datasets/{dataset_id}/upload', { params: { path: { dataset_id: versionOf } }, body });
  if (data === undefined) throw new TypeError('The reply to an upload request was empty.');
  const { dataset_id: datasetId, upload } = data;
  if (upload.kind === 'single') return { kind: 'single', datasetId, upload };
  const opened = { datasetId, uploadId: upload.upload_id, partSizeBytes: upload.part_size_bytes };
  remember({ ...opened, fingerprint: fingerprint(file), name: file.name, sizeBytes: file.size });
  return { ...opened, kind: 'multipart', urls: new Map(upload.parts.map((part) => [part.number, part.url])), isResumed: false };
}

async function isStillOpen(upload: Resumable): Promise<boolean> {
  try {
    await listParts(upload.datasetId, upload.uploadId);
    return true;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status >= 500) throw error;
    // Given up or finished elsewhere, or deleted: it starts anew.
    forget(upload.datasetId);
    return false;
  }
}

export async function listParts(datasetId: string, uploadId: string): Promise<readonly Schemas['ArrivedPart'][]> {
  const { data } = await api.GET('/api/v1/datasets/{dataset_id}/upload/parts', {
    params: { path: { dataset_id: datasetId }, query: { upload_id: uploadId } },
  });
  return data?.parts ?? [];
}

export async function signPart(datasetId: string, uploadId: string, number: number, sizeBytes: number): Promise<string> {
  const { data } = await api.POST('/api/v1/datasets/{dataset_id}/upload/parts/sign', {
    params: { path: { dataset_id: datasetId } },
    body: { upload_id: uploadId, parts: [{ number, size_bytes: sizeBytes }] },
  });
  const url = data?.parts[0]?.url;
  if (url === undefined) throw new TypeError('The reply to a signing request had no address.');
  return url;
}

export async function completeUpload(datasetId: string, uploadId: string, parts: Schemas['CompletedPart'][]): Promise<void> {
  await api.POST('/api/v1/datasets/{dataset_id}/upload/complete', {
    params: { path: { dataset_id: datasetId } },
    body: { upload_id: uploadId, parts },
  });
  forget(datasetId);
}

export async function abortUpload(datasetId: string, uploadId: string): Promise<void> {
  forget(datasetId);
  await api.DELETE('/api/v1/datasets/{dataset_id}/upload', {
    params: { path: { dataset_id: datasetId }, query: { upload_id: uploadId } },
  });
}

/** The analysis that the upload starts; asking is safe however often it is done. */
export async function analysisOf(datasetId: string): Promise<string> {
  const { data } = await api.POST('/api/v1/analysis/start', { body: { dataset_id: datasetId } });
  if (data === undefined) throw new TypeError('The reply to the start of an analysis was empty.');
  return data.analysis_id;
}
