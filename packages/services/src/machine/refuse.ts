import { defineChange, unchanged } from '../core/define-verb';
import { ConflictError } from '../errors';
import { lockMachines, type StoredMachine } from './find-machine';
import { takeOutOfService } from './retire';

function requireWaiting({ hostname, status }: StoredMachine): void {
  if (status === 'pending' || status === 'retired') return;
  throw new ConflictError(
    `${hostname} is ${status}: it does not wait any more. Retire it, if it should not be in use. Nothing was refused.`,
  );
}

/**
 * Keeps machines out that wait. All are there, in scope and waiting, or none is refused; who was kept out before stays so.
 * A refused machine is a retired one: it may be enrolled again with a new line.
 */
export const refuseMachines = defineChange('machine.refuse', async (call, { ids, reason }) => {
  const machines = await lockMachines(call, ids);
  for (const machine of machines) requireWaiting(machine);
  const waiting = machines.filter(({ status }) => status === 'pending');
  if (waiting.length === 0) return unchanged({ refused: [] });
  const retired = await takeOutOfService(call, waiting, reason);
  return {
    result: { refused: waiting.map(({ id }) => id) },
    entries: retired.map((one) => one.entry),
    wake: waiting.map(({ id }) => `gateway:${id}` as const),
    changed: retired.flatMap((one) => one.changed),
  };
});
