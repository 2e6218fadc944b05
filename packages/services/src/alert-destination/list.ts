import { type Call, defineQuery } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { shownTarget } from '../report-schedule/shown-target';
import { scopeNames } from '../scope/names';
import { namesOf } from '../user/names';
import type { AlertDestinationView, AlertKind } from '../views';
import { DESTINATION_COLUMNS, type DestinationRow } from './find-destination';
import { requireEveryScope } from './require-scopes';

interface Around {
  scopes: ReadonlyMap<string, string>;
  people: ReadonlyMap<string, string>;
  waiting: ReadonlyMap<string, number>;
}

function view(row: DestinationRow, { scopes, people, waiting }: Around): AlertDestinationView {
  const { id, name, target, createdById, failingAt, failure } = row;
  return {
    id,
    name,
    kind: row.kind as AlertDestinationView['kind'],
    target: shownTarget(row.kind, target),
    kinds: row.kinds as AlertKind[],
    scopes: row.scopeIds.map((scopeId) => ({ id: scopeId, name: scopes.get(scopeId) ?? scopeId })),
    createdBy: people.get(createdById) ?? createdById,
    sentAt: isoOrNull(row.sentAt),
    waiting: waiting.get(id) ?? 0,
    failing:
      failingAt === null ? null : { since: iso(failingAt), why: failure ?? '', nextAt: iso(row.nextAt) },
  };
}

async function waitingDeliveries({ tx }: Call): Promise<Map<string, number>> {
  const found = await tx.alertDelivery.groupBy({
    by: ['destinationId'],
    where: { sentAt: null, givenUpAt: null },
    _count: { _all: true },
  });
  return new Map(found.map(({ destinationId, _count }) => [destinationId, _count._all]));
}

/** Where alerts are told besides the console, by name, and how that goes. */
export const listAlertDestinations = defineQuery('alertDestination.list', async (call) => {
  requireEveryScope(call);
  const { tx } = call;
  const rows = await tx.alertDestination.findMany({ select: DESTINATION_COLUMNS, orderBy: { name: 'asc' } });
  const around = {
    scopes: await scopeNames(tx),
    people: await namesOf(
      tx,
      rows.map(({ createdById }) => createdById),
    ),
    waiting: await waitingDeliveries(call),
  };
  return { rows: rows.map((row) => view(row, around)) };
});
