import { open } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { dataSetsShown, resultsShown, uploadThroughPage } from './messy';

test('a file that is no table: the page says why, and what helps', async ({ page }) => {
  await uploadThroughPage(page, 'picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]));
  await expect(page.getByRole('alert').getByRole('heading', { name: 'This analysis failed' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Repair the file at the place that is named')).toBeVisible();
  await expect(page.getByRole('button', { name: 'To the data sets' })).toBeVisible();
});

test('a file above the limit of the plan is refused before anything is sent', async ({ page }, info) => {
  const path = info.outputPath('large.csv');
  const file = await open(path, 'w');
  await file.truncate(110_000_000);
  await file.close();
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') sent.push(request.url());
  });
  await dataSetsShown(page);
  await page.getByLabel('Choose a file').setInputFiles(path);
  await expect(page.getByRole('region', { name: 'Uploads' }).getByText(/Nothing was sent/)).toBeVisible();
  expect(sent).toEqual([]);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('region', { name: 'Uploads' })).toHaveCount(0);
});

test('without a connection the page says so, and goes on by itself', async ({ page, context }) => {
  const analysisId = await uploadThroughPage(page, 'offline.csv');
  await resultsShown(page);
  await context.route('**/api/**', (route) => route.abort());
  await page.goto(`/analysis/${analysisId}`);
  await expect(page.getByRole('heading', { name: 'No connection to the server' })).toBeVisible({ timeout: 40_000 });
  await context.unroute('**/api/**');
  await resultsShown(page);
});

test('an answer that is an error shows its own words and the number to quote', async ({ page }) => {
  await page.goto('/analysis/00000000-0000-4000-8000-000000000000');
  await expect(page.getByRole('alert')).toContainText(/request [0-9a-f-]+/);
});

test('who is not signed in is asked to, and comes back to where they were', async ({ page }) => {
  await page.route('**/api/v1/analysis/*/status', (route) =>
    route.fulfill({ status: 401, contentType: 'application/problem+json', body: '{"title":"Unauthorized","code":"unauthorized","status":401,"detail":"Sign in."}' }),
  );
  await page.goto('/analysis/00000000-0000-4000-8000-000000000000');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(new URL(page.url()).searchParams.get('next')).toContain('/analysis/00000000');
});
