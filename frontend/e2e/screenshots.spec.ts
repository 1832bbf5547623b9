/** Pictures of every page for people to look at (`make screenshots`), of the sample that `make run` shows. */
import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { resultsShown, uploadThroughPage } from './messy';
import { newAddress, signIn } from './people';

const folder = process.env.SCREENSHOTS;
const SIZES = [
  { name: '1440', width: 1440, height: 900 },
  { name: '390', width: 390, height: 844 },
];

test.skip(folder === undefined, 'asked for with SCREENSHOTS=folder');
test.setTimeout(600_000);

test('every page, wide and narrow, light and dark', async ({ browser }) => {
  for (const size of SIZES) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ colorScheme, viewport: size, reducedMotion: 'reduce' });
      const page = await context.newPage();
      const take = async (name: string, address: string): Promise<void> => {
        await page.goto(address);
        await page.waitForLoadState('networkidle');
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        await page.screenshot({ path: `${folder ?? ''}/${name}-${size.name}-${colorScheme}.png` });
      };
      for (const name of ['sign-in', 'register', 'forgot']) await take(name, `/${name}`);
      await signIn(page, 'Ada');
      for (const [name, address] of Object.entries(await filled(page))) await take(name, address);
      await context.close();
    }
  }
});

/** Puts something on every page that would be empty, and says which pages there are. */
async function filled(page: Page): Promise<Readonly<Record<string, string>>> {
  await page.goto('/settings/keys');
  await page.getByLabel('Name of a new key').fill('nightly import');
  await page.getByRole('button', { name: 'Make a key' }).click();
  await expect(page.getByRole('list', { name: 'Keys' })).toBeVisible();
  await page.goto('/settings/webhooks');
  await page.getByLabel('Address').fill('http://127.0.0.1:9/datainsight');
  await page.getByRole('button', { name: 'Add the webhook' }).click();
  await expect(page.getByRole('list', { name: 'Webhooks' })).toBeVisible();
  await page.goto('/settings/members');
  await page.getByLabel('Invite by email').fill(newAddress());
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(page.getByText('invited as editor')).toBeVisible();
  const analysisId = await uploadThroughPage(page, 'orders.csv', await readFile('../tests/data/sample/orders.csv'));
  await resultsShown(page);
  await page.evaluate(() => sessionStorage.setItem('datainsight.opened', 'yes'));
  const at = `/analysis/${analysisId}`;
  return {
    home: '/',
    compare: '/compare',
    connections: '/connections',
    usage: '/usage',
    settings: '/settings',
    members: '/settings/members',
    keys: '/settings/keys',
    webhooks: '/settings/webhooks',
    'audit-log': '/settings/audit-log',
    'my-account': '/settings/account',
    overview: at,
    issues: `${at}/issues`,
    issue: `${at}/issues?issue=inconsistent_case%3A9`,
    columns: `${at}/columns`,
    column: `${at}/columns?column=amount`,
    relations: `${at}/relations`,
    exports: `${at}/exports`,
  };
}
