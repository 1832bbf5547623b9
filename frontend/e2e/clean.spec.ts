import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { resultsShown, ROWS, uploadThroughPage } from './messy';

test('who has not the file at hand takes the cleaned one from the server, with the way back, and keeps it as a data set', async ({ page }) => {
  const analysisId = await uploadThroughPage(page, 'served.csv');
  await resultsShown(page);
  // A new visit: this tab knows nothing of the file.
  await page.goto(`/analysis/${analysisId}/issues`);
  await page.getByRole('button', { name: 'Take the fixes' }).click();
  const dialog = page.getByRole('dialog');
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Clean and download' }).click()]);
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(ROWS + 1);
  expect(lines.filter((line) => line.includes('NORTH') || line.includes('n/a'))).toEqual([]);
  const files = dialog.getByRole('list', { name: 'Files of the cleaning' });
  await expect(files.getByRole('link', { name: 'Download: Change log' })).toBeVisible();
  const [undo] = await Promise.all([page.waitForEvent('download'), files.getByRole('link', { name: 'Download: Undo file' }).click()]);
  expect(await readFile(await undo.path(), 'utf8')).toContain('NORTH');
  await dialog.getByRole('button', { name: /Keep it as a data set/ }).click();
  await page.waitForURL((url) => url.pathname.startsWith('/analysis/') && !url.pathname.includes(analysisId));
  await resultsShown(page);
});
