import { randomUUID } from 'node:crypto';
import type { Browser, Locator, Page } from '@playwright/test';
import { live, openLive, signInOnPage } from './admin';
import { expect, type Fleet } from './fleet-test';

/** The page of one policy, and of the form that writes it. */
export class PolicyPage {
  constructor(
    readonly page: Page,
    readonly url: string,
  ) {}

  /** What the policy is: enforced, awaiting approval. */
  get state(): Locator {
    return this.page
      .getByRole('status')
      .filter({ hasText: /Audit only|Awaits approval|Enforced|Stopped|Retired/ });
  }

  card(title: string): Locator {
    return this.page.locator('section', {
      has: this.page.getByRole('heading', { name: title, exact: true }),
    });
  }

  /** How many machines it finds so. */
  count(verdict: 'Drifted' | 'Compliant'): Locator {
    return this.card('What it finds')
      .locator('div', { has: this.page.locator('dt', { hasText: verdict }) })
      .locator('dd')
      .last();
  }

  /** Writes one that turns Teredo off at once where it drifts, and asks users with these words. */
  async write(policy: {
    name: string;
    label: string;
    title: string;
    body: string;
    reason: string;
  }): Promise<void> {
    const { page } = this;
    await page.goto(`${this.url}/policies/new`);
    await expect(live(page)).toBeVisible();
    await this.card('The policy').getByLabel('Name').fill(policy.name);
    await page.getByLabel('Machines labelled').selectOption(policy.label);
    await page.getByRole('radio', { name: /^Enforce/ }).check();
    await page.getByRole('radio', { name: /^Turn Teredo off/ }).check();
    await page.getByLabel('Left alone for so many hours first').fill('0');
    const told = this.card('Notice');
    await told.getByRole('radio', { name: /^Acknowledge/ }).check();
    await told.getByText('Text and timing').click();
    await told.getByLabel('Title').fill(policy.title);
    await told.getByLabel('Text', { exact: true }).fill(policy.body);
    await expect(this.card('What it would find').getByText(/nothing would be changed now/)).toBeVisible();
    await page.getByRole('button', { name: 'Save the policy' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill(policy.reason);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { level: 1, name: policy.name })).toBeVisible();
  }
}

/** Somebody else signs in elsewhere, looks at the policy and says yes. */
export async function approvePolicyAsAnother(
  browser: Browser,
  { api, url }: Fleet,
  at: string,
): Promise<void> {
  const approver = { email: `${randomUUID()}@example.org`, password: 'a long enough password' };
  await api.users.create.mutate({ name: 'Grace Example', ...approver, role: 'approver', scopeIds: [] });
  const context = await browser.newContext();
  const page = await context.newPage();
  await signInOnPage(page, url, approver);
  await openLive(page, at);
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('as the benchmark asks');
  await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(new PolicyPage(page, url).state).toHaveText('Enforced');
  await context.close();
}
