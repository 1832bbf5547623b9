import { expect, test } from '@playwright/test';
import { resultsShown, uploadThroughPage } from './messy';
import { widenResults } from './wide';

test('a thousand columns: only those in view exist, the search finds the last one, j moves on', async ({ page }) => {
  const analysisId = await uploadThroughPage(page, 'wide.csv');
  await resultsShown(page);
  await widenResults(page);
  await page.goto(`/analysis/${analysisId}/columns`);
  await expect(page.getByText('1,000 of 1,000')).toBeVisible();
  const rows = page.locator('[role=row][aria-rowindex]');
  expect(await rows.count()).toBeLessThan(60);

  await page.getByRole('region', { name: 'Columns' }).evaluate((region) => region.scrollTo(0, region.scrollHeight));
  await expect(page.getByRole('button', { name: 'column 999', exact: true })).toBeVisible();
  expect(await rows.count()).toBeLessThan(60);

  await page.getByRole('button', { name: 'Distinct' }).click();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(page.locator('[role=row][data-selected=true]')).toHaveCount(1);

  await page.getByLabel('Search the columns').fill('column 998');
  await expect(page.getByText('1 of 1,000')).toBeVisible();
});
