/** What interrupts people, and how each goes on. */
import { open } from 'node:fs/promises';
import { expect, test, type Page, type Request } from '@playwright/test';
import { resultsShown, uploadThroughPage } from './messy';
import { PASSWORD, putOnPlan, signIn } from './people';

const LARGE_BYTES = 105 * 1024 * 1024;

const partNumber = (request: Request): string => new URL(request.url()).searchParams.get('partNumber') ?? '';

test('a reload in the middle of an upload: the same file again sends only what is missing', async ({ page }, info) => {
  // A hundred megabytes go through twice: seconds on an idle machine, minutes on a busy one.
  test.setTimeout(480_000);
  const { workspaceId } = await signIn(page, 'Ada');
  await putOnPlan(page.request, workspaceId, 'pro');
  const path = info.outputPath('large.csv');
  const file = await open(path, 'w');
  // Nothing but zeros: no table, so that the upload is all there is to wait for.
  await file.truncate(LARGE_BYTES);
  await file.close();

  // Two parts arrive; the others hang, as in a tunnel, until the page is loaded again.
  const letThrough: string[] = [];
  const arrived: string[] = [];
  let inTunnel = true;
  await page.route(/partNumber=/, async (route) => {
    if (inTunnel && letThrough.length === 2) return;
    letThrough.push(partNumber(route.request()));
    await route.continue();
  });
  page.on('response', (response) => {
    if (response.ok() && response.request().method() === 'PUT') arrived.push(partNumber(response.request()));
  });
  const choose = async (): Promise<void> => {
    await page.goto('/');
    await page.getByLabel('Choose a file').setInputFiles(path);
  };
  await choose();
  await expect.poll(() => arrived.length, { timeout: 180_000 }).toBe(2);

  const first = [...arrived];
  const sentAgain: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') sentAgain.push(partNumber(request));
  });
  await page.goto('/');
  await expect(page.getByText(/Interrupted: large\.csv/)).toBeVisible();
  // Only now: the parts that hang belong to the old page, and a route taken away while it is open would let them go.
  inTunnel = false;
  // Storage puts the parts together only if all of them are there.
  const completed = page.waitForResponse(/upload\/complete$/, { timeout: 240_000 });
  await choose();
  expect((await completed).ok()).toBe(true);
  expect(sentAgain.sort()).toEqual(['1', '2', '3', '4'].filter((number) => !first.includes(number)));
  await page.waitForURL(/\/analysis\//);
  await expect(page.getByRole('heading', { name: 'This analysis failed' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Interrupted: large.csv')).toHaveCount(0);
});

test('a server that errs: the page says so with the number to quote, and the button brings the results', async ({ page }) => {
  const analysisId = await uploadThroughPage(page, 'down.csv');
  await resultsShown(page);
  await page.route('**/api/v1/analysis/*/results', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({ title: 'The database wakes up', code: 'unavailable', status: 503, detail: 'Try again in a few seconds.', request_id: 'r-4711' }),
    }),
  );
  await page.goto(`/analysis/${analysisId}`);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Try again in a few seconds.', { timeout: 30_000 });
  await expect(alert).toContainText('request r-4711');
  await page.unroute('**/api/v1/analysis/*/results');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await resultsShown(page);
});

/** As if the access token had run out: the server really refuses what is sent instead. */
async function spoilTokens(page: Page, times: number): Promise<void> {
  let left = times;
  await page.route('**/api/v1/usage*', async (route) => {
    const headers = left-- > 0 ? { ...route.request().headers(), authorization: 'Bearer spoiled' } : route.request().headers();
    await route.continue({ headers });
  });
}

test('a token that ran out is renewed unseen', async ({ page }) => {
  await signIn(page, 'Ada');
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await spoilTokens(page, 1);
  const renewed = page.waitForResponse((response) => response.url().endsWith('/auth/refresh') && response.ok());
  await page.getByRole('link', { name: 'Usage' }).click();
  await renewed;
  await expect(page.getByText('There is no limit.')).toBeVisible();
  await expect(page).toHaveURL(/\/usage$/);
});

test('a session that ended leads to the sign-in and from there back', async ({ page, context }) => {
  const { email } = await signIn(page, 'Ada');
  await page.goto('/settings');
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await spoilTokens(page, 1);
  await context.clearCookies();
  await page.getByRole('link', { name: 'Usage' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Usage', level: 1 })).toBeVisible();
  await expect(page.getByText('There is no limit.')).toBeVisible();
});

test('who asks for less motion gets none', async ({ browser }) => {
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    const context = await browser.newContext({ reducedMotion });
    const page = await context.newPage();
    // Never answered, so that what stands in for the content is looked at.
    await page.route('**/api/v1/usage*', () => undefined);
    await page.goto('/usage');
    await expect(page.getByRole('status', { name: 'Loading the usage' })).toBeVisible();
    const longest = await page.evaluate(() =>
      Math.max(0, ...document.getAnimations().map((one) => Number(one.effect?.getComputedTiming().activeDuration))),
    );
    if (reducedMotion === 'reduce') expect(longest).toBeLessThanOrEqual(1);
    else expect(longest).toBeGreaterThan(1);
    await context.close();
  }
});
