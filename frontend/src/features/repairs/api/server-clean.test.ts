import { expect, it } from 'vitest';
import { filesOf, partCleaned, type CleaningOutcome } from './server-clean';

it('knows how far it is, and that it does not know before it began', () => {
  expect(partCleaned({ bytes_done: 0, size_bytes: 100 })).toBeNull();
  expect(partCleaned({ bytes_done: 25, size_bytes: 100 })).toBe(0.25);
  // What is read of a packed file may be more than is stored.
  expect(partCleaned({ bytes_done: 130, size_bytes: 100 })).toBe(1);
});

it('lists the files that came of it in the order in which people want them', () => {
  const download = (kind: string) => ({ kind, file_name: kind, media_type: 'text/csv', size_bytes: 1, url: 'https://x', expires_at: '' });
  const outcome = { downloads: [download('report'), download('undo'), download('cleaned')] } as unknown as CleaningOutcome;
  expect(filesOf(outcome).map(({ file }) => file.kind)).toEqual(['cleaned', 'undo']);
});
