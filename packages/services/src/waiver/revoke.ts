import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { iso } from '../core/instants';
import { requireUser } from '../core/require-user';
import { inScopes } from '../core/scopes';
import { utcText } from '../core/utc-text';
import { ConflictError, NotFoundError } from '../errors';

/** Ends a waiver before its day: what it covered is a finding again from this instant on. */
export const revokeWaiver = defineChange('waiver.revoke', async (call, { id, reason }) => {
  const { tx, scopes, now } = call;
  const person = requireUser(call.actor);
  await tx.$queryRaw`select id from waiver where id = ${id}::uuid for update`;
  const waiver = await tx.waiver.findFirst({ where: { id, ...inScopes(scopes) } });
  if (waiver === null) throw new NotFoundError('waiver');
  const { scopeId, ruleId, ruleVersion, machineId, label, owner, expiresAt, revokedAt } = waiver;
  if (revokedAt !== null)
    throw new ConflictError(
      `This waiver was revoked at ${utcText(revokedAt.getTime())} already. Nothing was changed.`,
    );
  if (expiresAt <= now)
    throw new ConflictError(
      `This waiver ran out at ${utcText(expiresAt.getTime())} by itself. There is nothing to revoke.`,
    );
  await tx.waiver.update({
    where: { id },
    data: { revokedById: person.id, revokedAt: now, revokeReason: reason },
    select: { id: true },
  });
  const machine =
    machineId && (await tx.machine.findFirst({ where: { id: machineId }, select: { hostname: true } }));
  const words = machine ? machine.hostname : `label ${label}`;
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'waiver', id, name: `${ruleId} (${words})` }, scopeId, {
        before: { ruleId, ruleVersion, machineId, label, owner, expiresAt: iso(expiresAt) },
        reason,
      }),
    ],
    wake: [],
    changed: [machineId === null ? 'finding' : `machine:${machineId}`, 'finding'],
  };
});
