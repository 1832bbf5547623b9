import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import { resultsShown, uploadThroughPage } from './messy';
import { mailedToken, PASSWORD, signIn } from './people';

async function downloaded(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return readFile(await download.path(), 'utf8');
}

test('a key is shown once, opens what it may, and nothing after it was revoked', async ({ page }) => {
  await signIn(page, 'Ada');
  await page.goto('/settings/keys');
  await page.getByLabel('Name of a new key').fill('nightly import');
  await page.getByLabel('May').selectOption('Read only');
  await page.getByLabel('Good for').selectOption('30 days');
  await page.getByRole('button', { name: 'Make a key' }).click();
  const secret = page.getByRole('status').filter({ hasText: 'not shown again' });
  const key = (await secret.locator('code').textContent()) ?? '';
  const asked = async (method: 'get' | 'post'): Promise<number> =>
    (await page.request[method]('/api/v1/datasets', { headers: { authorization: `Bearer ${key}` } })).status();
  expect(await asked('get')).toBe(200);
  await secret.getByRole('button', { name: 'I have it' }).click();
  await expect(page.getByText(key)).toHaveCount(0);
  await page.reload();
  const line = page.getByRole('list', { name: 'Keys' }).getByRole('listitem');
  await expect(line).toContainText('read only');
  await expect(line).toContainText(/Used .*expires in/);

  await line.getByRole('button', { name: 'Budget' }).click();
  await page.getByLabel('Dollars a month').fill('2.5');
  await page.getByRole('button', { name: 'Set it' }).click();
  await expect(page.getByText('At most $2.50 a month.')).toBeVisible();
  await page.keyboard.press('Escape');

  await line.getByRole('button', { name: 'Revoke nightly import' }).click();
  await page.getByRole('button', { name: 'Revoke the key' }).click();
  await expect(page.getByRole('heading', { name: 'There are no keys' })).toBeVisible();
  expect(await asked('get')).toBe(401);
});

test('a webhook is told of an analysis, and again when asked to', async ({ page }) => {
  const heard: string[] = [];
  const receiver = createServer((request, response) => {
    heard.push(String(request.headers['webhook-signature']));
    response.writeHead(204).end();
  });
  await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready));
  try {
    await signIn(page, 'Ada');
    await page.goto('/settings/webhooks');
    await page.getByLabel('Address').fill(`http://127.0.0.1:${String((receiver.address() as AddressInfo).port)}/in`);
    await page.getByLabel('A data set was cleaned').uncheck();
    await page.getByRole('button', { name: 'Add the webhook' }).click();
    await expect(page.getByRole('status').locator('code')).toHaveText(/^whsec_/);
    await uploadThroughPage(page, 'told.csv');
    await resultsShown(page);
    await page.goto('/settings/webhooks');
    await page.getByRole('button', { name: 'Deliveries' }).click();
    const delivery = page.getByRole('list', { name: 'Deliveries' }).getByRole('listitem').first();
    await expect(async () => {
      await page.reload();
      await page.getByRole('button', { name: 'Deliveries' }).click();
      await expect(delivery).toContainText('delivered', { timeout: 5_000 });
    }).toPass({ timeout: 90_000 });
    await expect(delivery).toContainText('taken with 204');
    await delivery.getByRole('button', { name: 'Send again' }).click();
    await expect(delivery).toContainText('Try 2', { timeout: 60_000 });
    expect(heard).toHaveLength(2);
    expect(heard.every((signature) => signature.startsWith('v1,'))).toBe(true);
  } finally {
    receiver.close();
  }
});

test('who is invited joins with the mail, sees the data sets and loses them with the membership', async ({ page, browser }) => {
  await signIn(page, 'Ada');
  const analysisId = await uploadThroughPage(page, 'shared.csv');
  await resultsShown(page);
  const guest = await (await browser.newContext()).newPage();
  const { email } = await signIn(guest, 'Grace');

  await page.goto('/settings/members');
  await page.getByLabel('Invite by email').fill(email);
  await page.getByLabel('Role', { exact: true }).selectOption('Viewer');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(page.getByText('invited as viewer')).toBeVisible();

  // Signed out meanwhile: the page of the invitation asks for the password first.
  await guest.goto('/');
  await guest.getByRole('button', { name: 'Sign out' }).click();
  await expect(guest.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await guest.goto(`/invitation#token=${await mailedToken(page.request, email)}`);
  await guest.getByLabel('Email').fill(email);
  await guest.getByLabel('Password').fill(PASSWORD);
  await guest.getByRole('button', { name: 'Sign in' }).click();
  await guest.getByRole('button', { name: 'Join' }).click();
  await guest.waitForURL((url) => url.pathname !== '/invitation');
  await guest.goto(`/analysis/${analysisId}`);
  await resultsShown(guest);
  await guest.goto('/settings/keys');
  await expect(guest.getByRole('heading', { name: 'API keys are for owners' })).toBeVisible();

  await page.reload();
  await page.getByLabel('Role of Grace').selectOption('Editor');
  await expect(page.getByLabel('Role of Grace')).toHaveValue('editor');
  await page.getByRole('button', { name: 'Remove Grace' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByLabel('Role of Grace')).toHaveCount(0);
  // Back in the workspace of their own, by themselves.
  await guest.goto('/');
  await expect(guest.getByRole('heading', { name: 'Data sets', level: 1 })).toBeVisible();
  await expect(guest.getByText('shared.csv')).toHaveCount(0);
  await guest.context().close();

  await page.goto('/settings/audit-log');
  const log = page.getByRole('list', { name: 'Audit log' });
  await expect(log).toContainText('Ada invited somebody');
  await expect(log).toContainText('joined');
  await page.getByLabel('Show').selectOption('ended a membership');
  await expect(log.getByRole('listitem')).toHaveCount(1);
  expect(await downloaded(page, 'Download these lines')).toMatch(/^at,who,action,subject,details\n.*member\.removed/);
});

test('usage: what a day cost, a budget that is kept, a statement to take home', async ({ page }) => {
  await signIn(page, 'Ada');
  await uploadThroughPage(page, 'paid.csv');
  await resultsShown(page);
  await page.goto('/usage');
  await expect(page.getByRole('img', { name: /Spend by day: .*\$0\.001/ })).toBeVisible();
  await expect(page.getByText(/Of at most .*GB a day/)).toBeVisible();
  await page.getByRole('button', { name: 'Set a budget' }).click();
  await page.getByLabel('Dollars a month').fill('0.002');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Dollars a month')).toHaveJSProperty('validity.valid', false);
  await page.getByLabel('Dollars a month').fill('0');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The budget is reached')).toBeVisible();
  const statement = await downloaded(page, 'Statement (CSV)');
  expect(statement.split('\r\n')[0]).toMatch(/^at,event_id,kind,.*dollars$/);
  expect(statement).toMatch(/analysis,.*,0\.001000\r\n$/);
});

test('numbers follow the locale: the browser’s, or the one that was chosen', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'de-DE' });
  const page = await context.newPage();
  await page.goto('/settings');
  await expect(page.getByText('1.234.567 · 12')).toBeVisible();
  await page.getByLabel('Sprache und Zahlen').selectOption('English (India)');
  await expect(page.getByText('12,34,567')).toBeVisible();
  await page.getByLabel('Language and numbers').selectOption('As the browser');
  await expect(page.getByText('1.234.567')).toBeVisible();
  await context.close();
});

test('what is kept of a person can be taken home; who leaves is gone', async ({ page }) => {
  const { email } = await signIn(page, 'Ada');
  await page.goto('/settings/account');
  expect(JSON.parse(await downloaded(page, 'Download my data'))).toMatchObject({ user: { email } });
  await page.getByRole('button', { name: 'Delete my account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your email, typed again').fill(email);
  await dialog.getByLabel('Your password').fill('not the password');
  await dialog.getByRole('button', { name: 'Delete everything' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The password is wrong');
  await dialog.getByLabel('Your password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Delete everything' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
});
