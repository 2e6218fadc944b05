import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { ConflictError, ForbiddenError } from '../errors';
import { readSettings, writeSettings } from '../settings/settings-store';
import { makeFirstAdmin } from './first-admin';
import { isRightLink, lockSetup } from './setup-record';

/** The wizard's end: the first admin and the addresses, once, for whoever holds the one-time link. */
export const completeSetup = defineChange('setup.complete', async (call, input) => {
  const { tx } = call;
  const record = await lockSetup(tx);
  if (record.completedAt !== null) {
    throw new ConflictError('The setup is done already. Sign in, or ask an admin for an account.');
  }
  if (!isRightLink(record, input.link)) {
    throw new ForbiddenError(
      'This setup link is not the one that the server printed. Look at the output of the server; starting it again prints a new link.',
    );
  }
  const { publicUrl, agentUrl, name, email, password } = input;
  const { addresses } = await readSettings(tx);
  await writeSettings(tx, { addresses: { publicUrl, agentUrl } });
  return {
    result: { ok: true },
    entries: [
      await makeFirstAdmin(call, { name, email, password }),
      entry({ kind: 'settings', id: null, name: 'addresses' }, null, {
        before: { addresses },
        after: { addresses: { publicUrl, agentUrl } },
      }),
    ],
    wake: ['gateway'],
    changed: ['settings'],
  };
});
