import { expect, type Locator, type Page } from '@playwright/test';
import { openLive } from './admin';

/** A change as a page shows it: on the machine's page as a panel, on the rollout's as a card. */
export class ChangeOnPage {
  readonly stages: Locator;
  readonly card: Locator;

  constructor(page: Page, hostname: string) {
    const list = page.getByRole('list', { name: `Progress on ${hostname}` });
    this.card = page.locator('section').filter({ has: list });
    this.stages = list.getByRole('listitem');
  }

  /** What the change asks for, with where it stands behind it, as the card is headed. */
  get title(): Locator {
    return this.card.getByRole('heading', { level: 2 });
  }

  /** The head of the card, where a rollout's page says how this machine stands. */
  get head(): Locator {
    return this.card.locator('header');
  }

  /** Where it stands, in a word or two. */
  get state(): Locator {
    return this.card.getByRole('status');
  }

  /** What reading back found that is not as wanted, in sentences. */
  missing(text: string | RegExp): Locator {
    return this.card.getByRole('listitem').filter({ hasText: text });
  }

  button(name: string): Locator {
    return this.card.getByRole('button', { name, exact: true });
  }
}

/** The page of one machine, as its reader finds things on it. */
export class MachinePage {
  readonly change: ChangeOnPage;

  constructor(
    readonly page: Page,
    readonly hostname: string,
  ) {
    this.change = new ChangeOnPage(page, hostname);
  }

  #factCard(name: 'Configured' | 'Effective' | 'Reachable'): Locator {
    const heading = this.page.getByRole('heading', { name, exact: true });
    return this.page
      .getByRole('region', { name: 'Teredo on this machine' })
      .getByRole('listitem')
      .filter({ has: heading });
  }

  /** The word of one of the three facts. */
  fact(name: 'Configured' | 'Effective' | 'Reachable'): Locator {
    return this.#factCard(name).getByRole('paragraph').nth(1);
  }

  /** What stands below that word. */
  factLines(name: 'Configured' | 'Effective' | 'Reachable'): Locator {
    return this.#factCard(name).getByRole('listitem');
  }

  get addressCard(): Locator {
    const heading = this.page.getByRole('heading', { name: 'Teredo address', exact: true });
    return this.page.locator('section').filter({ has: heading });
  }

  /** What one part of the decoded address says. */
  addressPart(name: 'Server' | 'Port' | 'Client', value: string): Locator {
    const part = this.addressCard
      .getByRole('listitem')
      .filter({ has: this.page.getByText(name, { exact: true }) });
    return part.getByText(value, { exact: true });
  }

  /** The first finding of the diagnosis, as it is read out: how bad, and what. */
  diagnosis(title: string): Locator {
    return this.page.getByRole('heading', { level: 2, name: title, exact: true });
  }

  /** A fact of the card with all of them, the connection for one. */
  agentFact(name: string): Locator {
    const pair = this.page.locator('dl > div').filter({ has: this.page.getByText(name, { exact: true }) });
    return pair.getByRole('definition');
  }

  async turn(
    way: 'on' | 'off',
    { server, reason, before }: { server?: string; reason: string; before?(dialog: Locator): Promise<void> },
  ): Promise<void> {
    const verb = `Turn Teredo ${way}`;
    await this.page.getByRole('button', { name: verb }).click();
    const dialog = this.page.getByRole('dialog');
    if (server !== undefined) await dialog.getByLabel('Teredo server').fill(server);
    await dialog.getByLabel('Reason').fill(reason);
    await before?.(dialog);
    await dialog.getByRole('button', { name: verb }).click();
    await expect(dialog).toBeHidden();
  }

  async undo(reason: string): Promise<void> {
    await this.change.button('Undo').click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(dialog).toBeHidden();
  }
}

/** Signed in already: finds the machine in the list, where it is off, and opens it, as a person does. */
export async function openMachineFromList(page: Page, url: string, hostname: string): Promise<MachinePage> {
  await openLive(page, `${url}/machines`);
  const row = page.getByRole('table').getByRole('row').filter({ hasText: hostname });
  await expect(row.getByText('Disabled', { exact: true })).toBeVisible();
  await row.getByRole('link', { name: hostname }).click();
  await expect(page.getByRole('heading', { level: 1, name: hostname })).toBeVisible();
  return new MachinePage(page, hostname);
}
