import type { Locator, Page } from '@playwright/test';
import { expect } from './browser';

type Step = 'Target' | 'Change' | 'Waves' | 'Notice' | 'Timing' | 'Preview' | 'Rehearsal' | 'Submit';

/** Writing a plan, as its author does. */
export class RolloutWizard {
  constructor(
    readonly page: Page,
    readonly url: string,
  ) {}

  get saved(): Locator {
    return this.page.getByText('Draft saved');
  }

  step(title: Step): Locator {
    return this.page.getByRole('heading', { level: 2, name: title, exact: true });
  }

  wave(number: number): Locator {
    return this.page
      .getByRole('list', { name: 'Waves', exact: true })
      .locator('> li')
      .nth(number - 1);
  }

  /** Names it and goes on to the second step, from where it has an address of its own. */
  async begin(name: string): Promise<void> {
    await this.page.goto(`${this.url}/rollouts/new`);
    await this.page.getByLabel('Name', { exact: true }).fill(name);
    await this.next('Change');
  }

  async next(to: Step): Promise<void> {
    await this.page.getByRole('button', { name: 'Next' }).click();
    await expect(this.step(to)).toBeVisible();
  }

  async goTo(step: Step): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: step }).click();
    await expect(this.step(step)).toBeVisible();
  }

  async submit(reason: string): Promise<void> {
    await this.goTo('Submit');
    await this.page.getByLabel('Reason').fill(reason);
    await this.page.getByRole('button', { name: 'Submit for approval' }).click();
  }
}

/** The page of a rollout with waves. */
export class RolloutPage {
  constructor(readonly page: Page) {}

  /** Draft, running, paused and so on, as the head says it. */
  get state(): Locator {
    return this.page.locator('header').getByRole('status');
  }

  wave(name: string): Locator {
    const heading = this.page.getByRole('heading', { level: 3, name });
    return this.page.getByRole('listitem').filter({ has: heading });
  }

  /** A number of a bar's legend: `count('All machines', 'Verified')`. */
  count(bar: string, word: string): Locator {
    return this.page.getByRole('list', { name: bar }).getByRole('listitem').filter({ hasText: word });
  }

  machine(hostname: string): Locator {
    const table = this.page.getByRole('table', { name: 'Machines of this rollout' });
    return table.getByRole('row').filter({ hasText: hostname });
  }

  get waitsFor(): Locator {
    return this.page.getByRole('region', { name: 'What it waits for' });
  }

  /** Presses a verb's button, says why, and waits until it is done. `typed`: where a word has to be typed. */
  async carryOut(verb: string, reason: string, typed?: string): Promise<void> {
    await this.page.getByRole('button', { name: verb, exact: true }).click();
    const dialog = this.page.getByRole('dialog');
    if (typed !== undefined) await dialog.getByLabel(/^Type/).fill(typed);
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.locator('footer').getByRole('button').last().click();
    await expect(dialog).toBeHidden();
  }
}
