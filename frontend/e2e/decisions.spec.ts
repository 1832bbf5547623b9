import { expect, test } from '@playwright/test';
import { resultsShown, uploadThroughPage } from './messy';

test('an issue that is meant to be so is muted, costs nothing any more, and can be heard of again', async ({ page }) => {
  // A name of its own: rules hold for the whole workspace.
  const table = ['k,gate', ...Array.from({ length: 200 }, (_, row) => `${String(row)},${row % 9 === 0 ? 'OPEN' : 'open'}`)].join('\n');
  const analysisId = await uploadThroughPage(page, 'gates.csv', table);
  await resultsShown(page);
  await page.goto(`/analysis/${analysisId}/issues`);
  const issues = page.getByRole('list', { name: 'Issues' });
  await issues.getByRole('button', { name: /Inconsistent case.*gate/ }).click();

  // What is decided belongs to the workspace: another visit finds it.
  const stored = page.waitForResponse((reply) => reply.url().endsWith('/dismiss') && reply.ok());
  await page.getByRole('button', { name: 'In the plan', exact: true }).click();
  await stored;
  await page.reload();
  await expect(page.getByText('0 repairs in the plan')).toBeVisible();
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByText('1 repair in the plan')).toBeVisible();

  await page.getByRole('button', { name: 'Mute', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Everything about “gate”' }).click();
  await expect(page.getByRole('button', { name: /1 muted/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /Inconsistent case.*gate/ })).toHaveCount(0);
  await page.getByRole('button', { name: /1 muted/ }).click();
  await page.getByRole('button', { name: 'Show again: Everything about “gate”' }).click();
  await expect(page.getByText('Nothing is muted any more.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(issues.getByRole('button', { name: /Inconsistent case.*gate/ })).toBeVisible();
});
