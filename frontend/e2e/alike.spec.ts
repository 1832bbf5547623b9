import { expect, test } from '@playwright/test';
import { resultsShown, uploadThroughPage } from './messy';
import { signIn } from './people';

const YEARS = [2021, 2022, 2023, 2024, 2025];

/** A budget: each year's amounts have commas between the thousands. */
function budget(): string {
  const lines = Array.from({ length: 80 }, (_, row) => [`A${String(row)}`, ...YEARS.map((year) => `"${String(1 + (row % 7))},${String(100 + ((row * year) % 900))}"`)].join(','));
  return `${['account', ...YEARS.map((year) => `spent ${String(year)}`)].join(',')}\n${lines.join('\n')}\n`;
}

test('the same issue in many columns is one finding, one line and one decision', async ({ page }) => {
  await signIn(page, 'Ada');
  await uploadThroughPage(page, 'budget.csv', budget());
  await resultsShown(page);
  await expect(page.getByText('Numbers as text in 5 columns', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: /^Review/ }).click();
  const lines = page.getByRole('list', { name: 'Issues' }).getByRole('button', { name: /Numbers as text/ });
  await expect(lines).toHaveCount(1);
  await expect(lines.first()).toContainText('and 4 more columns');
  await lines.first().click();
  await expect(lines).toHaveCount(5);
  await page.keyboard.press('j');
  await expect(lines.nth(1)).toHaveAttribute('aria-current', 'true');

  const plan = page.getByRole('complementary', { name: 'Your plan' });
  await expect(plan.getByText('5 repairs in the plan')).toBeVisible();
  await page.getByRole('button', { name: 'In the plan for all 5 columns' }).click();
  await expect(plan.getByText('0 repairs in the plan')).toBeVisible();
  await page.getByRole('button', { name: 'Accept for all 5 columns' }).click();
  await expect(plan.getByText('5 repairs in the plan')).toBeVisible();
  await page.getByRole('button', { name: 'Take the fixes' }).click();
  const steps = page.getByRole('list', { name: 'Repairs of the plan' }).getByRole('listitem');
  await expect(steps).toHaveCount(1);
  await page.getByRole('button', { name: 'Show all 5' }).click();
  await expect(steps).toHaveCount(5);
});
