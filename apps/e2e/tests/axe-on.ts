import AxeBuilder from '@axe-core/playwright';
import type { Page } from './browser';

/**
 * Looks for what keeps people from using a page. Only violations are told, in the page itself (none of ours has a frame):
 * that takes a third of what it takes to tell of every node that is as it should be, too.
 */
export const axeOn = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
