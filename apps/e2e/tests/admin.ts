import { type Credentials, type FleetServer, startFleetServer } from '@teredo-fleet/dev-env';
import { expect, type Page } from './browser';

/** The first admin of a server that was set up from its environment. */
export const ADMIN = { email: 'ada@example.org', password: 'correct horse battery' };

/** A server with that admin; `settings` on top. */
export function startServerWithAdmin(settings: Record<string, string> = {}): Promise<FleetServer> {
  const admin = { TEREDO_FLEET_ADMIN_EMAIL: ADMIN.email, TEREDO_FLEET_ADMIN_PASSWORD: ADMIN.password };
  return startFleetServer({ env: { ...admin, ...settings } });
}

/** Signs in as a person does. */
export async function signInOnPage(page: Page, url: string, who: Credentials = ADMIN): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
}

/** The mark of a page that follows the server. */
export const live = (page: Page) => page.getByText('Live', { exact: true }).filter({ visible: true });

/** Opens a page of the console, and waits until its buttons do something. */
export async function openLive(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(live(page)).toBeVisible();
}
