import { expect, test } from '@playwright/test';
import { resultsShown, uploadThroughPage } from './messy';

test('another goal ranks anew what was measured, at once and on the open tab', async ({ page }) => {
  const analysisId = await uploadThroughPage(page, 'goals.csv');
  await resultsShown(page);
  await page.getByRole('link', { name: /Issues & repairs/ }).click();
  await expect(page.getByRole('list', { name: 'Issues' })).toBeVisible();
  const started = page.waitForResponse((reply) => reply.url().endsWith('/analysis/start') && reply.ok());
  await page.getByRole('button', { name: /Goal: General audit/ }).click();
  await page.getByRole('menuitem', { name: /Privacy/ }).click();
  expect(((await (await started).json()) as { status: string }).status).toBe('completed');
  await page.waitForURL((url) => url.pathname.endsWith('/issues') && !url.pathname.includes(analysisId));
  await expect(page.getByRole('button', { name: /Goal: Privacy/ })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Issues' })).toBeVisible();
  // The other one is still there.
  await page.getByRole('button', { name: /Goal: Privacy/ }).click();
  await page.getByRole('menuitem', { name: /General audit/ }).click();
  await page.waitForURL((url) => url.pathname === `/analysis/${analysisId}/issues`);
});
