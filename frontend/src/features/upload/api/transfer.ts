/** Uppy moves the bytes: parts side by side, retries, pause, resume. Loaded when the first file comes. */
import Uppy from '@uppy/core';
import AwsS3, { type AwsS3Part } from '@uppy/aws-s3';
import type { Schemas } from '@/client/api';
import { abortUpload, completeUpload, listParts, signPart, type Ticket } from './request-upload';

export interface Transfer {
  pause: () => void;
  resume: () => void;
  cancel: () => void;
}

export interface TransferEvents {
  onProgress: (sentBytes: number) => void;
  onDone: () => void;
  onError: (error: Error) => void;
}

const RETRY_DELAYS = [0, 1000, 3000, 8000];
const AT_ONCE = 4;

export function transfer(file: File, ticket: Ticket, events: TransferEvents): Transfer {
  const uppy = new Uppy({ autoProceed: false });
  uppy.use(AwsS3, {
    limit: AT_ONCE,
    retryDelays: RETRY_DELAYS,
    shouldUseMultipart: () => ticket.kind === 'multipart',
    getUploadParameters: () => single(ticket),
    ...multipart(ticket),
  });
  const id = uppy.addFile({ name: file.name, type: file.type, data: file });
  if (ticket.kind === 'multipart' && ticket.isResumed) {
    // Uppy asks listParts for an upload that has an id, and sends only what is missing.
    // The plugin reads this field, but its types do not name it.
    const resumed: object = { s3Multipart: { key: ticket.datasetId, uploadId: ticket.uploadId } };
    uppy.setFileState(id, resumed);
  }
  uppy.on('upload-progress', (_file, progress) => events.onProgress(progress.bytesUploaded));
  uppy.on('upload-success', () => events.onDone());
  uppy.on('upload-error', (_file, error) => events.onError(new Error(error.message)));
  void uppy.upload();
  return {
    pause: () => uppy.pauseAll(),
    resume: () => uppy.resumeAll(),
    cancel: () => {
      uppy.cancelAll();
      uppy.destroy();
    },
  };
}

function single(ticket: Ticket) {
  if (ticket.kind !== 'single') throw new TypeError('This file goes in parts.');
  return { method: 'PUT' as const, url: ticket.upload.url, headers: ticket.upload.headers ?? {} };
}

function multipart(ticket: Ticket) {
  const upload = (): Extract<Ticket, { kind: 'multipart' }> => {
    if (ticket.kind !== 'multipart') throw new TypeError('This file goes as a whole.');
    return ticket;
  };
  return {
    getChunkSize: (file: { size: number }) => (ticket.kind === 'multipart' ? ticket.partSizeBytes : file.size),
    createMultipartUpload: () => ({ key: upload().datasetId, uploadId: upload().uploadId }),
    signPart: async (_file: unknown, part: { partNumber: number; body: Blob }) => {
      const { datasetId, uploadId, urls } = upload();
      const url = urls.get(part.partNumber) ?? (await signPart(datasetId, uploadId, part.partNumber, part.body.size));
      return { method: 'PUT' as const, url };
    },
    listParts: async () => {
      const { datasetId, uploadId } = upload();
      const found = await listParts(datasetId, uploadId);
      return found.map((part): AwsS3Part => ({ PartNumber: part.number, Size: part.size_bytes, ETag: part.etag }));
    },
    completeMultipartUpload: async (_file: unknown, { parts }: { parts: AwsS3Part[] }) => {
      const { datasetId, uploadId } = upload();
      await completeUpload(datasetId, uploadId, parts.map(completed));
      return {};
    },
    abortMultipartUpload: () => abortUpload(upload().datasetId, upload().uploadId),
  };
}

function completed(part: AwsS3Part): Schemas['CompletedPart'] {
  if (part.PartNumber === undefined || part.ETag === undefined) throw new TypeError('A part came without number or ETag.');
  return { number: part.PartNumber, etag: part.ETag };
}
