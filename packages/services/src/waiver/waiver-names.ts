import type { Transaction } from '../core/transaction';
import { KNOWN_RULES } from '../finding/known-rules';
import { scopeNames } from '../scope/names';
import { namesOf } from '../user/names';
import type { StoredWaiver, WaiverNames } from './waiver-view';

/** Everything that these waivers name by id, by name. */
export async function waiverNames(tx: Transaction, waivers: readonly StoredWaiver[]): Promise<WaiverNames> {
  const machines = await tx.machine.findMany({
    where: { id: { in: waivers.flatMap(({ machineId }) => machineId ?? []) } },
    select: { id: true, hostname: true },
  });
  return {
    people: await namesOf(
      tx,
      waivers.flatMap(({ grantedById, revokedById }) => [grantedById, revokedById ?? []].flat()),
    ),
    scopes: await scopeNames(tx),
    machines: new Map(machines.map(({ id, hostname }) => [id, hostname])),
    rules: KNOWN_RULES,
  };
}
