import type { Page } from '@playwright/test';

export const MANY = 1000;

/** Makes the results of every analysis a thousand columns wide, out of the columns that they have. */
export async function widenResults(page: Page): Promise<void> {
  await page.route('**/api/v1/analysis/*/results', async (route) => {
    const response = await route.fetch();
    const profile = (await response.json()) as { columns: { name: string; position: number }[]; dataset: { column_count: number } };
    const own = profile.columns;
    profile.columns = Array.from({ length: MANY }, (_, position) => ({ ...own[position % own.length], name: `column ${String(position)}`, position }));
    profile.dataset.column_count = MANY;
    await route.fulfill({ response, json: profile });
  });
}
