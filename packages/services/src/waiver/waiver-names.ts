import type { Call } from '../core/define-verb';
import { knownRules } from '../finding/known-rules';
import { scopeNames } from '../scope/names';
import { namesOf } from '../user/names';
import type { StoredWaiver, WaiverNames } from './waiver-view';

/** Everything that these waivers name by id, by name. */
export async function waiverNames(
  call: Pick<Call, 'tx' | 'scopes'>,
  waivers: readonly StoredWaiver[],
): Promise<WaiverNames> {
  const { tx } = call;
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
    rules: await knownRules(call),
  };
}
