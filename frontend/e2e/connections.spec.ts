import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { messyTable, resultsShown } from './messy';
import { signIn } from './people';

test('a table of elsewhere: added, tried, looked at, brought over and analysed', async ({ page }) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(String(request.headers.authorization));
    response.writeHead(200, { 'content-type': 'text/csv' }).end(messyTable());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  try {
    await signIn(page, 'Ada');
    await page.goto('/connections');
    await expect(page.getByRole('heading', { name: 'There are no connections' })).toBeVisible();
    await page.getByRole('button', { name: 'Web address' }).click();
    await page.getByLabel('Name').fill('Tickets');
    await page.getByLabel('Address').fill(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/tickets.csv`);
    await page.getByLabel('Token').fill('hush');
    await page.getByRole('button', { name: 'Add the connection' }).click();
    const line = page.getByRole('list', { name: 'Connections' }).getByRole('listitem');
    await line.getByRole('button', { name: 'Test' }).click();
    await expect(line.getByText('reachable', { exact: true })).toBeVisible();
    await line.getByRole('link', { name: 'Browse' }).click();
    await page.getByRole('button', { name: 'Import tickets.csv' }).click();
    await page.waitForURL(/\/analysis\//, { timeout: 60_000 });
    await resultsShown(page);
    await expect(page.getByText('300 rows · 5 columns')).toBeVisible();
    expect(new Set(asked)).toEqual(new Set(['Bearer hush']));

    await page.goto('/connections');
    await line.getByRole('button', { name: 'Delete Tickets' }).click();
    await page.getByRole('button', { name: 'Delete the connection' }).click();
    await expect(page.getByRole('heading', { name: 'There are no connections' })).toBeVisible();
  } finally {
    server.close();
  }
});

test('a database that cannot be reached: why is said, and nothing else breaks', async ({ page }) => {
  await signIn(page, 'Ada');
  await page.goto('/connections');
  await page.getByLabel('Name').fill('Shop');
  await page.getByLabel('Host').fill('127.0.0.1');
  await page.getByLabel('Port').fill('9');
  await page.getByLabel('Database').fill('shop');
  await page.getByLabel('User').fill('reader');
  await page.getByRole('button', { name: 'Add the connection' }).click();
  const line = page.getByRole('list', { name: 'Connections' }).getByRole('listitem');
  await expect(line).toContainText('127.0.0.1:9/shop');
  await line.getByRole('button', { name: 'Test' }).click();
  await expect(line.getByText('not reachable')).toBeVisible();
  await line.getByRole('button', { name: 'Change Shop' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Database')).toHaveValue('shop');
  await dialog.getByLabel('Host').fill('localhost');
  await dialog.getByRole('button', { name: 'Save the changes' }).click();
  await expect(line).toContainText('localhost:9/shop');
  await line.getByRole('link', { name: 'Browse' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import the query' })).toBeVisible();
});
