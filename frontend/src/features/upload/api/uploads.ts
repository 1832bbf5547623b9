/** All uploads of this tab, as a small store that outlives the pages. */
import type { Goal } from '@/client/analysis';
import { ApiError } from '@/client/api';
import { useSyncExternalStore } from 'react';
import { keepFile } from '@/lib/local-files';
import { analysisOf, requestUpload } from './request-upload';
import type { Transfer } from './transfer';
import { t } from '@/lib/language';

export interface Upload {
  id: number;
  name: string;
  sizeBytes: number;
  sentBytes: number;
  state: 'preparing' | 'sending' | 'paused' | 'starting' | 'done' | 'failed';
  isPausable: boolean;
  /** Whether its page opens when it has arrived. */
  isFollowed: boolean;
  analysisId: string | null;
  error: string | null;
}

let uploads: readonly Upload[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
const transfers = new Map<number, Transfer>();
const files = new Map<number, Order>();

export interface Order {
  file: File;
  goal: Goal;
  /** Id of the data set whose next version this is; null for a new data set. */
  versionOf: string | null;
}

function change(id: number, changes: Partial<Upload>): void {
  uploads = uploads.map((one) => (one.id === id ? { ...one, ...changes } : one));
  for (const listener of listeners) listener();
}

export function useUploads(): readonly Upload[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => uploads,
  );
}

export function startUpload(order: Order, isFollowed: boolean): void {
  const { file } = order;
  const id = nextId++;
  files.set(id, order);
  const fresh: Upload = {
    id,
    name: file.name,
    sizeBytes: file.size,
    sentBytes: 0,
    state: 'preparing',
    isPausable: false,
    isFollowed,
    analysisId: null,
    error: null,
  };
  uploads = [fresh, ...uploads];
  void run(id, order);
}

async function run(id: number, { file, goal, versionOf }: Order): Promise<void> {
  if (file.size === 0) {
    change(id, { state: 'failed', error: t('This file is empty. Export it again from where it came, and drop that.') });
    return;
  }
  change(id, { state: 'preparing', error: null });
  try {
    const [ticket, { transfer }] = await Promise.all([requestUpload(file, goal, versionOf), import('./transfer')]);
    // Called off while the server was asked where to send it.
    if (!files.has(id)) return;
    change(id, { state: 'sending', isPausable: ticket.kind === 'multipart' });
    const moving = transfer(file, ticket, {
      onProgress: (sentBytes) => change(id, { sentBytes }),
      onDone: () => void finish(id, ticket.datasetId),
      onError: (error) => fail(id, error),
    });
    transfers.set(id, moving);
  } catch (error) {
    fail(id, error);
  }
}

async function finish(id: number, datasetId: string): Promise<void> {
  change(id, { state: 'starting' });
  try {
    const analysisId = await analysisOf(datasetId);
    const sent = files.get(id);
    if (sent !== undefined) keepFile(datasetId, sent.file);
    files.delete(id);
    transfers.delete(id);
    change(id, { state: 'done', analysisId });
  } catch (error) {
    fail(id, error);
  }
}

function fail(id: number, error: unknown): void {
  const message = error instanceof Error ? error.message : t('The upload failed.');
  const advice = error instanceof ApiError && error.status === 413 ? t('{0} Nothing was sent.', message) : message;
  change(id, { state: 'failed', error: advice });
}

export function retryUpload(id: number): void {
  const kept = files.get(id);
  if (kept !== undefined) void run(id, kept);
}

export function pauseUpload(id: number): void {
  transfers.get(id)?.pause();
  change(id, { state: 'paused' });
}

export function resumeUpload(id: number): void {
  transfers.get(id)?.resume();
  change(id, { state: 'sending' });
}

/** Gives it up and takes it off the list. */
export function dismissUpload(id: number): void {
  const found = uploads.find((one) => one.id === id);
  if (found !== undefined && found.state !== 'done') transfers.get(id)?.cancel();
  transfers.delete(id);
  files.delete(id);
  uploads = uploads.filter((one) => one.id !== id);
  for (const listener of listeners) listener();
}
