import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { messyTable, resultsShown, ROWS } from './messy';
import { forgetMailsAskedFor, mailedToken, newAddress, PASSWORD, signIn } from './people';

test('a new person, from the account to the cleaned file; a second person sees nothing of it', async ({ page, browser }) => {
  const email = newAddress();
  await forgetMailsAskedFor(page.request);
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Make an account' }).click();
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();

  await page.goto(`/verify#token=${await mailedToken(page.request, email)}`);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Open my workspace' }).click();
  await expect(page.getByRole('heading', { name: 'Data sets', level: 1 })).toBeVisible();

  await page.getByLabel('Choose a file').setInputFiles({ name: 'tickets.csv', mimeType: 'text/csv', buffer: Buffer.from(messyTable()) });
  await page.waitForURL(/\/analysis\/[0-9a-f-]{36}/);
  await expect(page.getByRole('progressbar', { name: 'Progress of the analysis' })).toBeVisible();
  await resultsShown(page);
  const address = new URL(page.url()).pathname;

  // A reload keeps the person signed in: the token is in memory only, the session in a cookie.
  await page.reload();
  await resultsShown(page);
  await page.getByRole('link', { name: /Review all/ }).click();
  await page.getByRole('button', { name: /Inconsistent case.*team/ }).click();
  const repair = page.getByRole('article', { name: 'Inconsistent case' }).getByRole('group').first();
  await expect(repair.getByText('verified, 30 cells changed')).toBeVisible();

  await page.goto('/');
  await expect(page.getByRole('listitem').filter({ hasText: 'tickets.csv' }).getByTitle('Brought by Ada')).toBeVisible();

  const stranger = await browser.newPage();
  await signIn(stranger, 'Grace');
  await stranger.goto('/');
  await expect(stranger.getByRole('heading', { name: 'No data sets yet' })).toBeVisible();
  await expect(stranger.getByText('tickets.csv')).toHaveCount(0);
  await stranger.goto(address);
  await expect(stranger.getByRole('alert')).toContainText(/no such analysis/i);
  await stranger.goto('/usage');
  await expect(stranger.getByRole('heading', { name: 'Nothing was used in this month' })).toBeVisible();
  await stranger.close();
});

test('the cleaned file holds the bytes that the accepted repairs promise', async ({ page }) => {
  await signIn(page, 'Ada');
  await page.goto('/');
  await page.getByLabel('Choose a file').setInputFiles({ name: 'tickets.csv', mimeType: 'text/csv', buffer: Buffer.from(messyTable()) });
  await page.waitForURL(/\/analysis\/[0-9a-f-]{36}/);
  await resultsShown(page);
  await page.getByRole('link', { name: /Review all/ }).click();
  await page.getByRole('button', { name: 'Take the fixes' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog').getByRole('button', { name: 'Download the cleaned file' }).click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toBe(repaired(messyTable()));
});

/** What a person would expect: one spelling of each team, no spelling of "missing", no blanks around a note. */
function repaired(table: string): string {
  const lines = table.trimEnd().split('\n');
  expect(lines).toHaveLength(ROWS + 1);
  const cells = lines.map((line) => line.split(','));
  return cells.map((row) => `${row.map((cell) => (cell === 'NORTH' ? 'north' : cell === 'n/a' ? '' : cell.trim())).join(',')}\n`).join('');
}
