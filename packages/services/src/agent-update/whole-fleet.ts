import type { Scopes } from '../core/scopes';
import type { Transaction } from '../core/transaction';
import { ConflictError, ForbiddenError } from '../errors';

/** What runs as the agent is one thing for the whole fleet, so only somebody who sees every scope may change it. */
export function requireWholeFleet(scopes: Scopes): void {
  if (scopes === '*') return;
  throw new ForbiddenError(
    'Updates of the agent hold for every scope and you are limited to some. Ask an admin without limits.',
  );
}

/** The offer that was not stopped, locked. Throws ConflictError. */
export async function lockOffer(tx: Transaction) {
  await tx.$queryRaw`select id from agent_update where stopped_at is null for update`;
  const offer = await tx.agentUpdate.findFirst({ where: { stoppedAt: null } });
  if (offer === null) throw new ConflictError('No version of the agent is offered. Offer one first.');
  return offer;
}
