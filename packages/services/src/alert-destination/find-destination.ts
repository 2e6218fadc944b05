import type { Prisma } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { NotFoundError } from '../errors';
import { shownTarget } from '../report-schedule/shown-target';
import { requireEveryScope } from './require-scopes';

/** All that people may see: the secret of a webhook is for the engine alone. */
export const DESTINATION_COLUMNS = {
  id: true,
  name: true,
  kind: true,
  target: true,
  kinds: true,
  scopeIds: true,
  createdById: true,
  nextAt: true,
  sentAt: true,
  failingAt: true,
  failure: true,
} as const satisfies Prisma.AlertDestinationSelect;

export type DestinationRow = Prisma.AlertDestinationGetPayload<{ select: typeof DESTINATION_COLUMNS }>;

export const noSuchPlace = (): NotFoundError => new NotFoundError('place for alerts');

/** Throws where there is none, or the caller may see none. */
export async function findDestination(call: Call, id: string): Promise<DestinationRow> {
  requireEveryScope(call);
  const row = await call.tx.alertDestination.findUnique({ where: { id }, select: DESTINATION_COLUMNS });
  if (row === null) throw noSuchPlace();
  return row;
}

/** As an audit entry tells of it. */
export const enteredDestination = ({ kind, target, kinds, scopeIds }: DestinationRow) => ({
  kind,
  target: shownTarget(kind, target),
  kinds,
  scopeIds,
});
