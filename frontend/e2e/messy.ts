/** A table with troubles that the test knows: 300 rows, of which it can say which cells are wrong. */
import { expect, type Page } from '@playwright/test';

export const ROWS = 300;

export function messyTable(): string {
  const lines = ['ticket,opened,team,hours,note'];
  for (let row = 1; row <= ROWS; row += 1) {
    const team = row % 10 === 0 ? 'NORTH' : row % 3 === 0 ? 'south' : 'north';
    const hours = row % 25 === 0 ? 'n/a' : String((row * 7) % 40);
    const opened = `2026-0${String(1 + (row % 6))}-${String(1 + (row % 27)).padStart(2, '0')}`;
    const note = row % 12 === 0 ? ' called back ' : row % 2 === 0 ? 'called back' : 'open';
    lines.push([`T${String(row).padStart(4, '0')}`, opened, team, hours, note].join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** Opens the list of data sets, also where there is but one, which who comes for the first time is shown at once. */
export async function dataSetsShown(page: Page): Promise<void> {
  await page.addInitScript(() => sessionStorage.setItem('datainsight.opened', 'yes'));
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Data sets' }).click();
}

/** Uploads through the page, as a person would, and waits for the results; gives the id of the analysis. */
export async function uploadThroughPage(page: Page, name: string, content: string | Buffer = messyTable()): Promise<string> {
  await dataSetsShown(page);
  await page.getByLabel('Choose a file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  await page.waitForURL(/\/analysis\/[0-9a-f-]{36}/);
  return /analysis\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

export async function resultsShown(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'What matters most' })).toBeVisible({ timeout: 60_000 });
}
