import { expect, test } from '@playwright/test';
import { messyTable, resultsShown, uploadThroughPage } from './messy';

test('two versions of a table: what drifted stands first, with both distributions', async ({ page }) => {
  const before = await uploadThroughPage(page, 'version-1.csv');
  await resultsShown(page);
  const changed = messyTable().replace(/^(T\d+,[^,]*,[^,]*),(\d+),/gm, (_line, head: string, hours: string) => `${head},${String(Number(hours) + 60)},`);
  const after = await uploadThroughPage(page, 'version-2.csv', changed);
  await resultsShown(page);

  await page.goto('/compare');
  await page.getByLabel('Before').selectOption(before);
  await page.getByLabel('After').selectOption(after);
  const first = page.getByRole('listitem').filter({ hasText: 'major' }).first();
  await expect(first).toContainText('hours');
  await expect(first.getByRole('img')).toBeVisible();
  await page.reload();
  await expect(page.getByText(/columns that both have changed noticeably/)).toBeVisible();
});

test('reports and contracts can be taken home', async ({ page }) => {
  const analysisId = await uploadThroughPage(page, 'exports.csv');
  await resultsShown(page);
  await page.goto(`/analysis/${analysisId}/exports`);
  const take = async (name: string): Promise<string> => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
    return download.suggestedFilename();
  };
  expect(await take('Download the JSON')).toBe('exports.csv.profile.json');
  expect(await take('Download the page')).toBe('exports.csv.report.html');
  expect(await take('Download the PDF')).toBe('exports.csv.report.pdf');
  expect(await take('Download the contract for JSON Schema')).toMatch(/\.json$/);
});
