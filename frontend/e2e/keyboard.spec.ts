import { readFile } from 'node:fs/promises';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { messyTable, resultsShown } from './messy';

const MOST_STEPS = 120;

/** Presses Tab until an element has the focus; a person without a mouse can do no more. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab never leads there.');
}

test('without a mouse: from the file to the cleaned one', async ({ page }) => {
  // Listened for from the start: the browser must be told before the key is pressed.
  page.on('filechooser', (chooser) => {
    void chooser.setFiles({ name: 'by-keyboard.csv', mimeType: 'text/csv', buffer: Buffer.from(messyTable()) });
  });
  // Where the sample is the only data set, the list would open it by itself.
  await page.addInitScript(() => sessionStorage.setItem('datainsight.opened', 'yes'));
  await page.goto('/settings');
  await expect(page.getByRole('link', { name: 'Data sets' })).toBeVisible();
  await tabTo(page, page.getByRole('link', { name: 'Data sets' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Choose a file' }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/analysis\//);
  await resultsShown(page);

  // The chip of a number opens its fact, and gives the focus back.
  const chip = page.getByRole('button', { name: '300 rows' }).first();
  await tabTo(page, chip);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Counted exactly.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(chip).toBeFocused();

  await tabTo(page, page.getByRole('link', { name: /Review all/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article')).toBeVisible();
  const first = await page.getByRole('article').getAttribute('aria-label');
  await page.keyboard.press('j');
  await expect(page.getByRole('article')).not.toHaveAttribute('aria-label', first ?? '');
  await tabTo(page, page.getByRole('button', { name: 'Take the fixes' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Download the cleaned file' }));
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(await readFile(await download.path(), 'utf8')).not.toContain('NORTH');
});
