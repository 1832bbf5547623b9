import { expect, test } from '@playwright/test';
import { violations } from './barriers';
import { messyTable, resultsShown, uploadThroughPage } from './messy';

test('a German browser gets German pages, and somebody else may choose otherwise', async ({ browser, page }) => {
  const analysisId = await uploadThroughPage(page, 'sprache.csv', messyTable());
  await resultsShown(page);
  const context = await browser.newContext({ locale: 'de-DE', reducedMotion: 'reduce' });
  const german = await context.newPage();
  // Where this is the only data set, the list would open it by itself.
  await german.addInitScript(() => sessionStorage.setItem('datainsight.opened', 'yes'));
  const pages: Readonly<Record<string, string | RegExp>> = {
    '/': 'Datensätze',
    '/compare': 'Vergleichen',
    '/usage': 'Nutzung',
    '/settings': 'Einstellungen',
    [`/analysis/${analysisId}`]: 'Was am meisten zählt',
    [`/analysis/${analysisId}/issues`]: /Die Reparatur|Reparaturen zur Auswahl/,
    [`/analysis/${analysisId}/columns?column=hours`]: 'Fakten',
    [`/analysis/${analysisId}/relations`]: 'Was zusammenhängt',
    [`/analysis/${analysisId}/exports`]: 'Datenvertrag',
  };
  for (const [address, heading] of Object.entries(pages)) {
    await german.goto(address);
    await expect.soft(german.getByRole('heading', { name: heading }).first(), address).toBeVisible();
    await german.waitForLoadState('networkidle');
    expect.soft(await violations(german), address).toEqual([]);
  }
  await expect(german.locator('html')).toHaveAttribute('lang', 'de');

  await german.goto('/settings');
  await german.getByLabel('Sprache und Zahlen').selectOption('en-GB');
  await expect(german.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await expect(german.locator('html')).toHaveAttribute('lang', 'en');
  await german.getByLabel('Language and numbers').selectOption('de-CH');
  await expect(german.getByRole('heading', { name: 'Einstellungen' }).first()).toBeVisible();
  await context.close();
});
