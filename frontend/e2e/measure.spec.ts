/** Figures for people to look at (`make measure`): Lighthouse's scores, and how fast a thousand columns react. */
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { chromium, expect, test, type Page } from '@playwright/test';
import lighthouse, { desktopConfig } from 'lighthouse';
import { resultsShown, uploadThroughPage } from './messy';
import { MANY, widenResults } from './wide';

const folder = process.env.MEASURES;
test.skip(folder === undefined, 'asked for with MEASURES=folder');
test.setTimeout(900_000);

async function keep(name: string, lines: readonly string[]): Promise<void> {
  await mkdir(folder ?? '', { recursive: true });
  await writeFile(`${folder ?? ''}/${name}.md`, `${lines.join('\n')}\n`);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('what Lighthouse says of each page', async ({ page, baseURL }, info) => {
  const analysisId = await uploadThroughPage(page, 'measured.csv');
  await resultsShown(page);
  const at = `/analysis/${analysisId}`;
  const pages = ['/', '/sign-in', at, `${at}/issues`, `${at}/columns`, '/usage', '/settings'];
  const port = await freePort();
  const { launchOptions } = info.project.use;
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions?.args ?? []), `--remote-debugging-port=${String(port)}`],
  });
  const lines = ['| page | device | performance | accessibility | best practices | LCP | TBT | CLS |', '|---|---|---|---|---|---|---|---|'];
  for (const [device, config] of [['desktop', desktopConfig], ['phone, slow 4G', undefined]] as const) {
    for (const path of pages) {
      const found = await lighthouse(
        `${baseURL ?? ''}${path}`,
        { port, logLevel: 'error', onlyCategories: ['performance', 'accessibility', 'best-practices'] },
        config,
      );
      if (found === undefined) throw new Error('Lighthouse gave no result.');
      const { categories, audits } = found.lhr;
      const scores = ['performance', 'accessibility', 'best-practices'].map((name) => Math.round((categories[name]?.score ?? 0) * 100));
      const shown = ['largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'].map((name) => audits[name]?.displayValue ?? '');
      lines.push(`| ${[path.replace(analysisId, '…'), device, ...scores, ...shown].join(' | ')} |`);
    }
  }
  await browser.close();
  await keep('lighthouse', lines);
  expect(lines).toHaveLength(2 + 2 * pages.length);
});

/** From each key to the next picture, in milliseconds, as the browser itself times it. */
async function keyTimes(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Reflect.set(window, 'keyTimes', times);
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') times.push(entry.duration);
    });
    // 16 ms is the least that browsers report; what is faster is not slow.
    observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  await work();
  await page.waitForTimeout(500);
  return page.evaluate(() => (Reflect.get(window, 'keyTimes') as number[]).sort((left, right) => left - right));
}

const at = (sorted: readonly number[], part: number): string => String(sorted[Math.floor((sorted.length - 1) * part)] ?? 16);

test('how fast a thousand columns react', async ({ page }) => {
  const analysisId = await uploadThroughPage(page, 'wide.csv');
  await resultsShown(page);
  await widenResults(page);
  await page.goto(`/analysis/${analysisId}/columns`);
  await expect(page.getByText(`${MANY.toLocaleString('en')} of ${MANY.toLocaleString('en')}`)).toBeVisible();
  const moving = await keyTimes(page, async () => {
    for (let step = 0; step < 60; step += 1) await page.keyboard.press('j', { delay: 20 });
  });
  const search = page.getByLabel('Search the columns');
  const searching = await keyTimes(page, async () => {
    for (let round = 0; round < 5; round += 1) {
      await search.pressSequentially('column 99', { delay: 60 });
      for (let back = 0; back < 9; back += 1) await search.press('Backspace', { delay: 60 });
    }
  });
  const scrolling = await page.getByRole('region', { name: 'Columns' }).evaluate(async (region) => {
    const gaps: number[] = [];
    let last = performance.now();
    const end = last + 3_000;
    while (last < end) {
      region.scrollTop += 40;
      const now = await new Promise<number>((next) => requestAnimationFrame(next));
      gaps.push(now - last);
      last = now;
    }
    return { frames: gaps.length, seconds: gaps.reduce((sum, gap) => sum + gap, 0) / 1000 };
  });
  await keep('columns', [
    `| of ${String(MANY)} columns | median ms | 98th percentile ms | slowest ms |`,
    '|---|---|---|---|',
    `| j, 60 times | ${at(moving, 0.5)} | ${at(moving, 0.98)} | ${at(moving, 1)} |`,
    `| typing in the search, 90 keys | ${at(searching, 0.5)} | ${at(searching, 0.98)} | ${at(searching, 1)} |`,
    '',
    `Scrolling: ${(scrolling.frames / scrolling.seconds).toFixed(0)} pictures a second.`,
  ]);
  expect(scrolling.frames).toBeGreaterThan(0);
});
