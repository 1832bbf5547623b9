/** Pictures of every page for people to look at (`make screenshots`), of the sample that `make run` shows. */
import { expect, test } from '@playwright/test';
import { resultsShown, uploadThroughPage } from './messy';
import { readFile } from 'node:fs/promises';

const folder = process.env.SCREENSHOTS;
const SIZES = [
  { name: '1440', width: 1440, height: 900 },
  { name: '390', width: 390, height: 844 },
];

test.skip(folder === undefined, 'asked for with SCREENSHOTS=folder');
test.setTimeout(300_000);

test('every page, wide and narrow, light and dark', async ({ browser }) => {
  const first = await browser.newPage();
  const analysisId = await uploadThroughPage(first, 'orders.csv', await readFile('../tests/data/sample/orders.csv'));
  await resultsShown(first);
  await first.close();
  const at = `/analysis/${analysisId}`;
  const pages: Readonly<Record<string, string>> = {
    home: '/',
    'sign-in': '/sign-in',
    settings: '/settings',
    overview: at,
    issues: `${at}/issues`,
    issue: `${at}/issues?issue=inconsistent_case%3A9`,
    columns: `${at}/columns`,
    column: `${at}/columns?column=amount`,
    relations: `${at}/relations`,
    exports: `${at}/exports`,
  };
  for (const size of SIZES) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ colorScheme, viewport: size, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await page.goto('/sign-in');
      await page.evaluate(() => sessionStorage.setItem('datainsight.opened', 'yes'));
      for (const [name, address] of Object.entries(pages)) {
        await page.goto(address);
        await page.waitForLoadState('networkidle');
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        await page.screenshot({ path: `${folder ?? ''}/${name}-${size.name}-${colorScheme}.png` });
      }
      await context.close();
    }
  }
  expect(Object.keys(pages).length).toBeGreaterThan(0);
});
