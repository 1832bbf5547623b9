import { expect, test } from '@playwright/test';
import { violations } from './barriers';
import { resultsShown, uploadThroughPage } from './messy';
import { signIn } from './people';

for (const scheme of ['light', 'dark'] as const) {
  test(`no page has a barrier that axe knows (${scheme})`, async ({ browser }) => {
    test.setTimeout(300_000);
    const context = await browser.newContext({ colorScheme: scheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await signIn(page, 'Ada');
    const analysisId = await uploadThroughPage(page, `axe-${scheme}.csv`);
    await resultsShown(page);
    const pages = [
      '/',
      '/sign-in',
      '/register',
      '/forgot',
      '/compare',
      '/usage',
      '/connections',
      '/settings',
      '/settings/members',
      '/settings/keys',
      '/settings/webhooks',
      '/settings/audit-log',
      '/settings/account',
      '/invitation#token=x',
      '/reset-password#token=x',
      '/verify#token=x',
      '/nowhere',
      `/analysis/${analysisId}`,
      `/analysis/${analysisId}/issues`,
      `/analysis/${analysisId}/columns`,
      `/analysis/${analysisId}/columns?column=hours`,
      `/analysis/${analysisId}/relations`,
      `/analysis/${analysisId}/exports`,
    ];
    for (const address of pages) {
      await page.goto(address);
      await page.waitForLoadState('networkidle');
      expect.soft(await violations(page), address).toEqual([]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    for (const address of pages) {
      await page.goto(address);
      await page.waitForLoadState('networkidle');
      // Names and sizes do not hang on the colours: once is enough.
      if (scheme === 'light') expect.soft(await violations(page), `${address} on a phone`).toEqual([]);
      const isWider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect.soft(isWider, `${address} is wider than a phone`).toBe(false);
    }
    await context.close();
  });
}
