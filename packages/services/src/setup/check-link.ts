import { defineQuery } from '../core/define-verb';
import { isRightLink, readSetup } from './setup-record';

/** Public: tells the wizard before anything is filled in whether its link opens the setup. */
export const checkSetupLink = defineQuery('setup.checkLink', async ({ tx }, { link }) => {
  const record = await readSetup(tx);
  return { opens: record.completedAt === null && isRightLink(record, link) };
});
