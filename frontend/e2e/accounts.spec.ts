import { expect, test } from '@playwright/test';
import { uploadThroughPage } from './messy';

test('the address of the app leads to the sample or the list, and settings are kept', async ({ page }) => {
  await page.goto('/settings');
  await page.getByRole('group', { name: 'Theme' }).getByRole('button', { name: 'Dark' }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('group', { name: 'Goal of new analyses' }).getByRole('button', { name: 'Privacy' }).click();
  await uploadThroughPage(page, 'privacy.csv');
  await expect(page.getByRole('button', { name: /Goal: Privacy/ })).toBeVisible({ timeout: 60_000 });
});

test('a wrong password is answered in words, and changes nothing', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill('nobody@example.com');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page).toHaveURL(/sign-in/);
});
