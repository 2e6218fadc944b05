import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { readSettings, writeSettings } from '../settings/settings-store';
import { hashLink, lockSetup, writeSetup } from './setup-record';

/**
 * At every start: a new one-time link while there is no admin, of which only the hash is kept; an older link is void.
 * An installation whose first admin came from the environment gets its addresses here.
 */
export const openSetup = defineChange('setup.open', async ({ tx, context }, addresses) => {
  const record = await lockSetup(tx);
  const before = await readSettings(tx);
  const completed = record.completedAt !== null;
  if (completed && before.addresses.publicUrl !== '') return unchanged({ link: null });
  const link = completed ? null : Buffer.from(context.ports.random.bytes(24)).toString('base64url');
  if (link !== null) await writeSetup(tx, { linkHash: hashLink(link), completedAt: null });
  await writeSettings(tx, { addresses });
  return {
    result: { link },
    entries: [
      entry({ kind: 'setup', id: null, name: completed ? 'addresses' : 'one-time link' }, null, {
        before: { addresses: before.addresses },
        after: { addresses },
      }),
    ],
    wake: [],
    changed: ['settings'],
  };
});
