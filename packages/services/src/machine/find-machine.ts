import type { Prisma } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import { ConflictError, NotFoundError } from '../errors';

export type StoredMachine = Prisma.MachineGetPayload<object>;

/** The machine, or the same not-found whether it is absent or beyond the caller's scopes. */
export async function findMachine({ tx, scopes }: Call, id: string): Promise<StoredMachine> {
  const machine = await tx.machine.findFirst({ where: { id, ...inScopes(scopes) } });
  if (machine === null) throw new NotFoundError('machine');
  return machine;
}

/** The same, with the row locked until the transaction ends. */
export async function lockMachine(call: Call, id: string): Promise<StoredMachine> {
  await call.tx.$queryRaw`select id from machine where id = ${id}::uuid for update`;
  return findMachine(call, id);
}

/** Each of these machines once, in the order of their ids, locked until the transaction ends; not found if one is not. */
export async function lockMachines(
  { tx, scopes }: Call,
  machineIds: readonly string[],
): Promise<StoredMachine[]> {
  const ids = [...new Set(machineIds)].sort();
  await tx.$queryRaw`select id from machine where id = any(${ids}::uuid[]) order by id for update`;
  const machines = await tx.machine.findMany({
    where: { id: { in: ids }, ...inScopes(scopes) },
    orderBy: { id: 'asc' },
  });
  if (machines.length !== ids.length) throw new NotFoundError('machine');
  return machines;
}

/** Why a machine that isn't active takes no change, and what to do. */
export function refuseInactive(machine: StoredMachine): ConflictError {
  switch (machine.status) {
    case 'pending':
      return new ConflictError(`${machine.hostname} waits to be accepted. Accept it first.`);
    case 'quarantined':
      return new ConflictError(
        `${machine.hostname} is quarantined: ${machine.statusReason ?? 'its identity was used twice'}. Find out which machine is the real one and release it first.`,
      );
    default:
      return new ConflictError(`${machine.hostname} is retired. Enrol it again to change anything on it.`);
  }
}
