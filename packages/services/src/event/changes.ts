import { defineQuery } from '../core/define-verb';
import { inScopes, type Scopes } from '../core/scopes';
import type { Transaction } from '../core/transaction';
import { mayUse } from '../permissions';
import type { ChangeEvent } from '../views';

type Kind = ChangeEvent['kind'];

function idsOf(events: readonly ChangeEvent[], kind: Kind): string[] {
  return events.flatMap((event) => (event.kind === kind && event.id !== null ? [event.id] : []));
}

async function visibleIds(
  tx: Transaction,
  scopes: Scopes,
  events: readonly ChangeEvent[],
): Promise<ReadonlySet<string>> {
  const select = { id: true } as const;
  const where = (kind: Kind) => ({ id: { in: idsOf(events, kind) }, ...inScopes(scopes) });
  const found = [
    ...(await tx.machine.findMany({ where: where('machine'), select })),
    ...(await tx.job.findMany({ where: where('job'), select })),
    ...(await tx.rollout.findMany({ where: where('rollout'), select })),
    ...(await tx.enrolmentToken.findMany({ where: where('token'), select })),
  ];
  return new Set(found.map((row) => row.id));
}

/** Passes on the events about things that this person could also list. Events without an id name nothing. */
export const filterChanges = defineQuery('event.changes', async ({ tx, actor, scopes }, { events }) => {
  const heard = events.filter(
    (event) => event.kind !== 'audit' || (actor.kind === 'user' && mayUse(actor.role, 'audit.list')),
  );
  if (scopes === '*') return { events: heard };
  const visible = await visibleIds(tx, scopes, heard);
  return { events: heard.filter((event) => event.id === null || visible.has(event.id)) };
});
