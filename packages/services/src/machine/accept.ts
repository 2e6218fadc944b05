import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { ConflictError } from '../errors';
import { lockMachines, type StoredMachine } from './find-machine';

function whyNot({ hostname, status, statusReason }: StoredMachine): string | null {
  switch (status) {
    case 'pending':
    case 'active':
      return null;
    case 'retired':
      return `${hostname} was refused or retired meanwhile${statusReason ? ` (“${statusReason}”)` : ''}. To use it, enrol it again with a new line.`;
    case 'quarantined':
      return `${hostname} is quarantined meanwhile: release it first.`;
    default:
      throw new Error(`unknown status of a machine: ${status}`);
  }
}

/** Lets machines in that wait. All are there, in scope and waiting, or none is accepted; who is active already stays so. */
export const acceptMachines = defineChange('machine.accept', async (call, { ids }) => {
  const machines = await lockMachines(call, ids);
  for (const machine of machines) {
    const fault = whyNot(machine);
    if (fault !== null) throw new ConflictError(`${fault} Nothing was accepted.`);
  }
  const waiting = machines.filter(({ status }) => status === 'pending');
  if (waiting.length === 0) return unchanged({ accepted: [] });
  await call.tx.machine.updateMany({
    where: { id: { in: waiting.map(({ id }) => id) } },
    data: { status: 'active', statusReason: null },
  });
  return {
    result: { accepted: waiting.map(({ id }) => id) },
    entries: waiting.map(({ id, hostname, scopeId }) =>
      entry({ kind: 'machine', id, name: hostname }, scopeId, {
        before: { status: 'pending' },
        after: { status: 'active' },
      }),
    ),
    wake: waiting.map(({ id }) => `gateway:${id}` as const),
    changed: waiting.map(({ id }) => `machine:${id}` as const),
  };
});
