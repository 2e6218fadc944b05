import { entry } from '../core/audit-entry';
import { type Call, defineChange } from '../core/define-verb';
import { ConflictError, InvalidError } from '../errors';
import { lockMachine, type StoredMachine } from './find-machine';

/** With the machine its jobs would go, and what a gate has judged would be other numbers. */
async function refuseUnderWay({ tx }: Call, { id, hostname }: StoredMachine): Promise<void> {
  const membership = await tx.rolloutMember.findFirst({
    where: { machineId: id, rollout: { state: { in: ['running', 'paused'] } } },
    select: { rollout: { select: { name: true } } },
  });
  if (membership === null) return;
  throw new ConflictError(
    `${hostname} is counted in the rollout "${membership.rollout.name}", which is not over. Wait for its end or abort it; until then the machine stays retired.`,
  );
}

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
  await refuseUnderWay(call, machine);
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
