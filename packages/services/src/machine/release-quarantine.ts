import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { ConflictError } from '../errors';
import { lockMachine } from './find-machine';

/** Says that the machine that uses this identity is the right one. Who waited to be accepted waits again. */
export const releaseQuarantine = defineChange('machine.releaseQuarantine', async (call, { id, reason }) => {
  const machine = await lockMachine(call, id);
  if (machine.status !== 'quarantined') {
    throw new ConflictError(
      `${machine.hostname} is not quarantined, it is ${machine.status}. There is nothing to release.`,
    );
  }
  const status = machine.releasedTo ?? 'active';
  await call.tx.machine.update({ where: { id }, data: { status, statusReason: null, releasedTo: null } });
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'machine', id, name: machine.hostname }, machine.scopeId, {
        before: { status: 'quarantined', statusReason: machine.statusReason },
        after: { status },
        reason,
      }),
    ],
    wake: [`gateway:${id}`],
    changed: [`machine:${id}`],
  };
});
