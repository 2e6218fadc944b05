import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { readSettings, writeSettings } from '../settings/settings-store';
import { hashLink, lockSetup, writeSetup } from './setup-record';

/** At every start: a new one-time link while there is no admin. Only its hash is kept; an older link is void. */
export const openSetup = defineChange('setup.open', async ({ tx, context }, addresses) => {
  const record = await lockSetup(tx);
  if (record.completedAt !== null) return unchanged({ link: null });
  const link = Buffer.from(context.ports.random.bytes(24)).toString('base64url');
  await writeSetup(tx, { linkHash: hashLink(link), completedAt: null });
  const before = await readSettings(tx);
  await writeSettings(tx, { addresses });
  return {
    result: { link },
    entries: [
      entry({ kind: 'setup', id: null, name: 'one-time link' }, null, {
        before: { addresses: before.addresses },
        after: { addresses },
      }),
    ],
    wake: [],
    changed: ['settings'],
  };
});
