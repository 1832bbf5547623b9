/** Every page with nothing to show yet, while it waits, when the server fails, and without a connection. */
import { expect, test, type Page } from '@playwright/test';
import { violations } from './barriers';
import { resultsShown, uploadThroughPage } from './messy';
import { signIn } from './people';

/** Pages whose content comes from the API, by what stands there before anything was done. */
const OWN: Readonly<Record<string, RegExp>> = {
  '/': /No data sets yet.*Drop a file anywhere/s,
  '/compare': /It takes two tables.*Upload another table/s,
  '/connections': /There are no connections.*Add one below/s,
  '/usage': /Nothing was used in this month.*will stand here/s,
  '/settings/members': /Invite by email/,
  '/settings/keys': /There are no keys.*Make a key/s,
  '/settings/webhooks': /Nobody is told.*Give an address/s,
  '/settings/audit-log': /Audit log/,
  '/settings/account': /Download my data|Delete my account/,
};
const NOBODY = '00000000-0000-4000-8000-000000000000';
const PAGES = [...Object.keys(OWN), `/connections/${NOBODY}`, `/analysis/${NOBODY}`, ...['issues', 'columns', 'relations', 'exports'].map((tab) => `/analysis/${NOBODY}/${tab}`)];
/** Forms: nothing is asked of the server before somebody sends them. */
const FORMS = ['/sign-in', '/register', '/forgot', '/verify#token=x', '/reset-password#token=x'];

const problem = { title: 'The service is in trouble', status: 500, code: 'internal', detail: 'It is our fault. Try again in a minute.', request_id: 'r-1' };

async function isComplete(page: Page, address: string): Promise<void> {
  expect.soft(await violations(page), address).toEqual([]);
  expect.soft(await page.locator('main').innerText(), address).not.toMatch(/undefined|NaN|\[object/);
}

test('a page with nothing on it says what to do', async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page, 'Ada');
  for (const [address, words] of Object.entries(OWN)) {
    await page.goto(address);
    await expect.soft(page.locator('main'), address).toContainText(words);
    await isComplete(page, address);
  }
  const analysisId = await uploadThroughPage(page, 'fine.csv', `id\n${Array.from({ length: 40 }, (_, row) => String(1000 + row)).join('\n')}\n`);
  await resultsShown(page);
  for (const [tab, words] of Object.entries({ '': /Nothing is wrong/, '/issues': /Nothing is wrong|No issue/, '/relations': /No associations were measured.*It takes two columns/s })) {
    await page.goto(`/analysis/${analysisId}${tab}`);
    await expect.soft(page.locator('main'), tab).toContainText(words);
    await isComplete(page, tab);
  }
});

test('a page that waits shows so', async ({ page }) => {
  test.setTimeout(300_000);
  await page.route('**/api/v1/**', () => undefined);
  for (const address of PAGES) {
    await page.goto(address, { waitUntil: 'commit' });
    await expect.soft(page.getByRole('main').getByRole('status').first(), address).toBeVisible();
    await isComplete(page, address);
  }
});

for (const [name, heading, words] of [
  ['an answer that is an error', problem.title, problem.detail],
  ['no connection', 'No connection to the server', 'Nothing is lost. Check the network'],
] as const) {
  test(`${name}: every page says what happened and what to do`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.route('**/api/v1/**', (route) =>
      name === 'no connection' ? route.abort('internetdisconnected') : route.fulfill({ status: 500, contentType: 'application/problem+json', json: problem }),
    );
    for (const address of PAGES) {
      await page.goto(address);
      const alert = page.getByRole('main').getByRole('alert').first();
      await expect.soft(alert.getByRole('heading', { name: heading }), address).toBeVisible();
      await expect.soft(alert, address).toContainText(words);
      await expect.soft(alert.getByRole('button', { name: 'Try again' }), address).toBeVisible();
      await isComplete(page, address);
    }
    for (const address of FORMS) {
      await page.goto(address);
      await expect(page.locator('form button[type=submit]')).toBeVisible();
      for (const field of await page.locator('input[required]').all()) {
        if ((await field.inputValue()) === '') await field.fill((await field.getAttribute('type')) === 'email' ? 'ada@example.com' : 'velvet kettle orbit');
      }
      await page.locator('form button[type=submit]').click();
      await expect.soft(page.getByRole('alert'), address).toContainText(name === 'no connection' ? 'The server cannot be reached' : words);
      await isComplete(page, address);
    }
  });
}

test('a page whose code does not come says so, and comes when it is asked for again', async ({ page }) => {
  await page.goto('/settings');
  await page.route('**/assets/*usage*', (route) => route.abort());
  await page.getByRole('link', { name: 'Usage' }).click();
  await expect(page.getByRole('alert')).toContainText(/This page could not be loaded.*Nothing is lost/s);
  await page.unroute('**/assets/*usage*');
  await page.getByRole('button', { name: 'Load it again' }).click();
  await expect(page.getByRole('heading', { name: 'Usage' })).toBeVisible();
});
