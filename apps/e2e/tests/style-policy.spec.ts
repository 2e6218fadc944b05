import { live } from './admin';
import { enterAsAdmin, expect, test } from './fleet-test';

test.describe('a page whose policy lets no foreign style in', () => {
  test.use({ expected: /Applying inline style violates .* Content Security Policy/ });

  test('shows itself as it was made', async ({ page, fleet }) => {
    await enterAsAdmin(page, fleet);
    await page.goto(fleet.url);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.evaluate(`
      const foreign = document.createElement('style');
      foreign.textContent = 'h1 { position: fixed }';
      document.head.append(foreign);
      document.querySelector('h1').setAttribute('style', 'display: none');
    `);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveCSS('position', 'static');
  });
});

test.describe('what libraries bring along', () => {
  // The answer that makes the toast appear is an error in the console.
  test.use({ expected: /Failed to load resource: .* 409/ });

  test('dialogs, menus and toasts are styled under the policy', async ({ page, fleet }) => {
    await enterAsAdmin(page, fleet);
    await page.goto(fleet.url);
    await expect(live(page)).toBeVisible();
    await page.getByRole('button', { name: /admin/ }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Go to' })).toBeVisible();
    // The page behind stands still: what holds it is a style sheet that the dialog adds.
    await expect(page.locator('body')).toHaveCSS('overflow', 'hidden');
    await page.keyboard.press('Escape');
    await page.route('**/api/auth/sign-out', (route) => route.fulfill({ status: 409 }));
    await page.getByRole('button', { name: /admin/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    const toast = page.locator('[data-sonner-toast]');
    await expect(toast).toBeVisible();
    await expect(toast).toHaveCSS('position', 'absolute');
  });
});
