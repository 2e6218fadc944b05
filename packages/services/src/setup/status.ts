import { defineQuery } from '../core/define-verb';
import { readSettings } from '../settings/settings-store';
import { readSetup } from './setup-record';

/** Public: the wizard and the sign-in page ask it before anybody is signed in. */
export const getSetupStatus = defineQuery('setup.status', async ({ tx }) => {
  const { completedAt } = await readSetup(tx);
  const { addresses } = await readSettings(tx);
  return { state: completedAt === null ? 'open' : 'done', ...addresses };
});
