import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { messyTable, resultsShown, ROWS, uploadThroughPage } from './messy';

test('from a messy file to its findings and a script that repairs it', async ({ page }) => {
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') broken.push(message.text());
  });

  await uploadThroughPage(page, 'tickets.csv');
  await resultsShown(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('tickets.csv');
  await expect(page.getByText(`${String(ROWS)} rows · 5 columns`)).toBeVisible();

  // A number opens the fact that it came from.
  await page.getByRole('button', { name: `${String(ROWS)} rows` }).first().click();
  await expect(page.getByText('Measured on the whole table. Counted exactly.')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: /Review all/ }).click();
  await page.getByRole('button', { name: /Inconsistent case.*team/ }).click();
  const detail = page.getByRole('article', { name: 'Inconsistent case' });
  await expect(detail.getByText('NORTH').first()).toBeVisible();
  const repair = detail.getByRole('group').first();
  await expect(repair.getByText('verified, 30 cells changed')).toBeVisible();

  // Out of the plan and in again.
  await repair.getByRole('button', { name: 'In the plan' }).click();
  const plan = page.getByRole('complementary', { name: 'Your plan' });
  await expect(repair.getByRole('button', { name: 'Accept' })).toBeVisible();
  const before = await plan.getByText(/repairs? in the plan/).textContent();
  await repair.getByRole('button', { name: 'Accept' }).click();
  await expect(plan.getByText(/repairs? in the plan/)).not.toHaveText(before ?? '');

  await page.getByRole('button', { name: 'Take the fixes' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('tab', { name: 'Python · polars' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: /\.py$/ }).click()]);
  const script = await readFile(await download.path(), 'utf8');
  expect(script).toContain('import polars');
  expect(script).toContain('NORTH');

  // The cleaned file, made in the page; meanwhile nothing but its own engine and the SQL travels, and no byte of the file.
  const sent: string[] = [];
  page.on('request', (request) => {
    if (!['GET', 'HEAD'].includes(request.method())) sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
    expect(request.postData() ?? '').not.toContain('T0001');
    expect(request.url().startsWith('blob:') || new URL(request.url()).hostname === 'localhost').toBe(true);
  });
  const [cleaned] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Download the cleaned file' }).click()]);
  expect(cleaned.suggestedFilename()).toBe('tickets.clean.csv');
  const lines = (await readFile(await cleaned.path(), 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(ROWS + 1);
  expect(lines[0]).toBe('ticket,opened,team,hours,note');
  expect(lines.filter((line) => line.includes('NORTH'))).toEqual([]);
  expect(lines.filter((line) => line.includes('n/a'))).toEqual([]);
  const original = messyTable().trimEnd().split('\n');
  // A line in which nothing was wrong is as it was.
  expect(lines[1]).toBe(original[1]);
  expect(sent).toEqual(['POST /api/v1/exports/code']);
  expect(broken).toEqual([]);
});

test('the keyboard alone leads from the findings through issues and columns', async ({ page }) => {
  const analysisId = await uploadThroughPage(page, 'keyboard.csv');
  await resultsShown(page);
  await page.goto(`/analysis/${analysisId}/issues`);
  await expect(page.getByRole('article')).toBeVisible();
  const selected = page.getByRole('list', { name: 'Issues' }).getByRole('button');
  await expect(selected.first()).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('j');
  await expect(selected.nth(1)).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('k');
  await expect(selected.first()).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('d');
  await expect(page.getByRole('button', { name: 'Bring back' })).toBeVisible();
  await page.keyboard.press('d');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.goto(`/analysis/${analysisId}/columns`);
  await expect(page.getByRole('table')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'ticket' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('/');
  await page.keyboard.type('hours');
  await expect(page.getByText('1 of 5')).toBeVisible();
});

test('a file dropped anywhere is uploaded; a second one does not disturb the first', async ({ page }) => {
  await page.goto('/sign-in');
  // The heading is painted before the app listens.
  await expect(page.getByLabel('Email')).toBeVisible();
  const data = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'dropped.csv', { type: 'text/csv' }));
    return transfer;
  }, messyTable());
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: data });
  await expect(page.getByText('Drop to profile')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  await page.waitForURL(/\/analysis\//);
  await resultsShown(page);
});
