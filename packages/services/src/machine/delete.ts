import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { ConflictError, InvalidError } from '../errors';
import { lockMachine } from './find-machine';

/**
 * Removes a retired machine with its observations and jobs; rollouts and audit entries stay. What was known of it is
 * in the entry. Its key opens nothing until it is enrolled anew.
 */
export const deleteMachine = defineChange('machine.delete', async (call, { id, reason, confirmHostname }) => {
  const machine = await lockMachine(call, id);
  const { hostname, status, labels, platform, enrolledAt, hardwareId } = machine;
  if (status !== 'retired') {
    throw new ConflictError(`${hostname} is ${status}. Retire it first; then it can be deleted.`);
  }
  if (confirmHostname !== hostname) {
    throw new InvalidError(`To delete this machine, type its name exactly: ${hostname}`, {
      confirmHostname: 'is not the name of the machine',
    });
  }
  await call.tx.machine.delete({ where: { id } });
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'machine', id, name: hostname }, machine.scopeId, {
        before: { hostname, status, labels, platform, enrolledAt: enrolledAt.toISOString(), hardwareId },
        reason,
      }),
    ],
    wake: [],
    changed: [`machine:${id}`],
  };
});
