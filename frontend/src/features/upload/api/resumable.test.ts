import { expect, it } from 'vitest';
import { fingerprint, forget, remember, resumables } from './resumable';

const upload = (datasetId: string, name = 'a.csv') => ({
  fingerprint: fingerprint({ name, size: 5, lastModified: 1 }),
  name,
  sizeBytes: 5,
  datasetId,
  uploadId: 'u',
  partSizeBytes: 2,
});

it('keeps one entry a file, the latest first, until it is forgotten', () => {
  remember(upload('one'));
  remember(upload('two', 'b.csv'));
  remember(upload('three'));
  expect(resumables().map((one) => one.datasetId)).toEqual(['three', 'two']);
  forget('three');
  expect(resumables().map((one) => one.datasetId)).toEqual(['two']);
});

it('reads what something else has written as nothing', () => {
  localStorage.setItem('datainsight.uploads', '{"not":"a list"}');
  expect(resumables()).toEqual([]);
  localStorage.setItem('datainsight.uploads', '[{"name":1}');
  expect(resumables()).toEqual([]);
});

it('tells files apart by what a page can see of them', () => {
  const file = { name: 'a', size: 1, lastModified: 1 };
  expect(fingerprint(file)).not.toBe(fingerprint({ ...file, lastModified: 2 }));
});
