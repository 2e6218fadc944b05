import type { Standing } from '../src/index';
import { START } from './orders';

/** What an agent with a connection and nothing to do tells. */
export const standing = (change: Partial<Standing> = {}): Standing => ({
  v: 1,
  at: START,
  status: 'active',
  connected: true,
  seen: null,
  coming: null,
  ...change,
});

/** What one tells that has an approved change in this state. */
export const coming = (state: string): Standing => standing({ coming: { state, until: null } });
