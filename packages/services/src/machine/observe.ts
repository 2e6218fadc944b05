import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { findMachine, refuseInactive } from './find-machine';

/** Asks the agent to look now. A machine that is away is asked when it connects; one request waits at a time. */
export const observeMachine = defineChange('machine.observe', async (call, { id }) => {
  const { tx, now } = call;
  const machine = await findMachine(call, id);
  if (machine.status !== 'active') throw refuseInactive(machine);
  const contact = await tx.machineContact.findUnique({ where: { machineId: id } });
  const result = { ok: true as const, connected: contact?.connected ?? false };
  const waiting = await tx.machineRequest.count({
    where: { machineId: id, kind: 'observe-now', sentAt: null },
  });
  if (waiting > 0) return unchanged(result);
  await tx.machineRequest.create({
    data: { machineId: id, scopeId: machine.scopeId, kind: 'observe-now', requestedAt: now },
  });
  return {
    result,
    entries: [entry({ kind: 'machine', id, name: machine.hostname }, machine.scopeId, {})],
    wake: [`gateway:${id}`],
    changed: [],
  };
});
