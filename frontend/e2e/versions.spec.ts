import { expect, test } from '@playwright/test';
import { messyTable, resultsShown, uploadThroughPage } from './messy';

test('a new version of a data set: its page opens, the list draws the trend, the two are compared', async ({ page }) => {
  const first = await uploadThroughPage(page, 'versions.csv');
  await resultsShown(page);
  const better = messyTable().replaceAll('NORTH', 'north').replaceAll('n/a', '3');
  await page.getByLabel('New version: file').setInputFiles({ name: 'other-name.csv', mimeType: 'text/csv', buffer: Buffer.from(better) });
  await page.waitForURL((url) => url.pathname.startsWith('/analysis/') && !url.pathname.includes(first));
  await resultsShown(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('versions.csv');
  await page.getByRole('link', { name: 'Compare with the version before' }).click();
  await expect(page.getByText(/columns that both have changed noticeably/)).toBeVisible();
  await page.getByRole('link', { name: 'Data sets' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'versions.csv' });
  await expect(row.getByRole('img', { name: /Scores of 2 versions/ })).toBeVisible();
});

test('while an analysis runs its columns are shown, with time and cost, and it can be stopped', async ({ page }) => {
  const analysisId = await uploadThroughPage(page, 'stopped.csv');
  await resultsShown(page);
  // The stack is too fast to be caught in the act: the status is held back, all else is real.
  let status = 'running';
  await page.route(`**/api/v1/analysis/${analysisId}/status`, async (route) => {
    const response = await route.fetch();
    const real = (await response.json()) as object;
    await route.fulfill({ response, json: { ...real, status, stage: 'codegen', shards_total: 1, shards_done: 1 } });
  });
  await page.route(`**/api/v1/analysis/${analysisId}/cancel`, async (route) => {
    status = 'cancelled';
    await route.fulfill({ json: {} });
  });
  await page.reload();
  await expect(page.getByRole('list', { name: 'Columns found' }).getByText('ticket')).toBeVisible();
  await expect(page.getByText(/about \d+.s · \$0\.00/)).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('heading', { name: 'This analysis was stopped' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start again' })).toBeVisible();
});
