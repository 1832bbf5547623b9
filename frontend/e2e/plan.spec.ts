import { expect, test, type Page } from '@playwright/test';
import { resultsShown, uploadThroughPage } from './messy';

/** Ids of the repairs of the next script, in the order in which the service makes them. */
async function made(page: Page, act: () => Promise<void>): Promise<string[]> {
  const [reply] = await Promise.all([page.waitForResponse((one) => one.url().endsWith('/exports/code') && one.ok()), act()]);
  return ((await reply.json()) as { recommendation_ids: string[] }).recommendation_ids;
}

test('the repairs of a plan run in the order that somebody puts them in', async ({ page }) => {
  const analysisId = await uploadThroughPage(page, 'ordered.csv');
  await resultsShown(page);
  await page.goto(`/analysis/${analysisId}/issues`);
  const usual = await made(page, () => page.getByRole('button', { name: 'Take the fixes' }).click());
  const items = page.getByRole('list', { name: 'Repairs of the plan' }).getByRole('listitem');
  const first = await items.first().innerText();
  const second = await items.nth(1).innerText();

  const later = await made(page, () => items.first().getByRole('button', { name: /^Later: / }).press('Enter'));
  expect(later).toEqual([usual[1], usual[0], ...usual.slice(2)]);
  await expect(items.first()).toHaveText(second, { useInnerText: true });
  await expect(items.nth(1).getByRole('button', { name: /^Later: / })).toBeFocused();

  // The service remembers it, whatever the browser forgets, and the mouse can do it too.
  await expect(async () => {
    const kept = await page.request.get(`/api/v1/recommendations/${analysisId}`);
    expect(((await kept.json()) as { order: string[] }).order.slice(0, 2)).toEqual([usual[1], usual[0]]);
  }).toPass();
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await made(page, () => page.getByRole('button', { name: 'Take the fixes' }).click());
  await expect(items.first()).toHaveText(second, { useInnerText: true });
  // The list moves while the script below it arrives, and a drag that missed is none.
  await expect(async () => {
    if ((await items.first().innerText()) !== first) await items.nth(1).dragTo(items.first());
    await expect(items.first()).toHaveText(first, { useInnerText: true, timeout: 3_000 });
  }).toPass();

  await items.first().getByRole('button', { name: /^Later: / }).click();
  await expect(items.first()).toHaveText(second, { useInnerText: true });
  await page.getByRole('button', { name: 'Back to the suggested plan' }).click();
  await expect(items.first()).toHaveText(first, { useInnerText: true });
});
