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

  /** A box of the step that is shown, or of one of its waves. */
  async fill(label: string, value: string, within: Page | Locator = this.page): Promise<void> {
    await within.getByLabel(label).fill(value);
  }

  /** Ticks a value of a filter's menu. */
  async choose(facet: string, value: string, within: Locator): Promise<void> {
    await within.getByRole('button', { name: facet }).click();
    await this.page.getByRole('menuitemcheckbox', { name: value }).click();
    await this.page.keyboard.press('Escape');
  }

  /** The gate and the patience of a wave, which most leave as they are. */
  async setGate(number: number, thresholds: Readonly<Record<string, string>>): Promise<void> {
    const wave = this.wave(number);
    await wave.getByText('Advanced').click();
    for (const [label, value] of Object.entries(thresholds)) await this.fill(label, value, wave);
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

  /** The legend of a bar: words with their numbers. */
  bar(name: string): Locator {
    return this.page.getByRole('list', { name });
  }

  /** One number of a bar: `count('All machines', 'Verified')`. */
  count(bar: string, word: string): Locator {
    return this.bar(bar).getByRole('listitem').filter({ hasText: word });
  }

  get machines(): Locator {
    return this.page.getByRole('table', { name: 'Machines of this rollout' }).locator('tbody tr');
  }

  /** A bar's whole legend, each entry a word with its number. */
  counts(bar: string): Locator {
    return this.page.getByRole('list', { name: bar }).getByRole('listitem');
  }

  /** The comparisons of a wave's gate, with their numbers. */
  gate(wave: string): Locator {
    return this.page.getByRole('list', { name: `Gate of ${wave}` }).getByRole('listitem');
  }

  /** What people and the engine did, newest first. */
  get operations(): Locator {
    return this.page.getByRole('list', { name: 'Operations' }).getByRole('listitem');
  }

  machine(hostname: string): Locator {
    return this.machines.filter({ has: this.page.getByRole('link', { name: hostname, exact: true }) });
  }

  /** Lists the machines behind a number of a bar. */
  async list(bar: string, word: string): Promise<void> {
    const link = this.count(bar, word).getByRole('link');
    const href = await link.getAttribute('href');
    await link.click();
    await this.page.waitForURL((url) => url.href.endsWith(href ?? ''));
  }

  async search(text: string): Promise<void> {
    await this.page
      .getByRole('region', { name: 'Machines', exact: true })
      .getByLabel('Search machines')
      .fill(text);
  }

  get bulk(): Locator {
    return this.page.getByRole('group', { name: 'Act on several machines' });
  }

  log(action: string): Locator {
    return this.page
      .getByRole('list', { name: 'Operations' })
      .getByRole('listitem')
      .filter({ hasText: action });
  }

  /** What is said at the top of a rollout that is paused. */
  get pausedBecause(): Locator {
    return this.page
      .getByRole('paragraph')
      .filter({ hasText: /^Paused$/ })
      .locator('..');
  }

  /** Waits for its end; one that stops itself instead fails the test with its reason. */
  async end(options: { timeout: number }): Promise<void> {
    await expect(this.state).toHaveText(/^(Done|Paused)$/, options);
    if ((await this.state.textContent()) === 'Paused')
      throw new Error((await this.pausedBecause.textContent()) ?? '');
  }

  get waitsFor(): Locator {
    return this.page.getByRole('region', { name: 'What it waits for' });
  }

  /** Presses a verb's button, says why, and waits until it is done. `typed`: where a word has to be typed. */
  async carryOut(verb: string, reason: string, typed?: string): Promise<void> {
    await this.confirm(this.page.getByRole('button', { name: verb, exact: true }), reason, typed);
  }

  async confirm(button: Locator, reason: string, typed?: string): Promise<void> {
    await button.click();
    const dialog = this.page.getByRole('dialog');
    if (typed !== undefined) await dialog.getByLabel(/^Type/).fill(typed);
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.locator('footer').getByRole('button').last().click();
    await expect(dialog).toBeHidden();
  }
}
