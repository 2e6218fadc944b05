import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { iso } from '../core/instants';
import { requireUser } from '../core/require-user';
import { sha256 } from '../core/sha256';
import { rolloutHead } from '../rollout/rollout-view';
import { readSettings } from '../settings/settings-store';

const DAY_MS = 86_400_000;
const SECRET_BYTES = 32;

/**
 * Makes a link by which somebody without an account sees the report of one rollout, and nothing else. It is answered once;
 * only its hash is kept. What follows the # never reaches a server's log.
 */
export const createReportLink = defineChange('reportLink.create', async (call, input) => {
  const { tx, now, context } = call;
  const { rolloutId, name, expiresInDays } = input;
  const { scopeId, name: rollout } = await rolloutHead(call, rolloutId);
  const secret = Buffer.from(context.ports.random.bytes(SECRET_BYTES));
  const expiresAt = new Date(now.getTime() + expiresInDays * DAY_MS);
  const { id } = await tx.reportLink.create({
    data: {
      scopeId,
      rolloutId,
      name,
      secretHash: new Uint8Array(sha256(secret)),
      createdById: requireUser(call.actor).id,
      createdAt: now,
      expiresAt,
    },
  });
  const { addresses } = await readSettings(tx);
  return {
    result: {
      id,
      link: `${addresses.publicUrl}/report#${secret.toString('base64url')}`,
      expiresAt: iso(expiresAt),
    },
    entries: [
      entry({ kind: 'reportLink', id, name }, scopeId, {
        after: { rolloutId, rollout, expiresAt: iso(expiresAt) },
      }),
    ],
    wake: [],
    changed: [],
  };
});
