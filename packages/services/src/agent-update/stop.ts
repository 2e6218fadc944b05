import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { readUpdateView } from './offer-view';
import { lockOffer, requireWholeFleet } from './whole-fleet';

/** Offers the version to nobody any more; who has begun to try it goes on to the end of that. */
export const stopAgentUpdate = defineChange('agentUpdate.stop', async (call, { reason }) => {
  const { tx, scopes, now, context } = call;
  requireWholeFleet(scopes);
  // Read before the offer is locked: gateways wait for that lock.
  const releases = await context.ports.releases.read();
  const { id, version } = await lockOffer(tx);
  await tx.agentUpdate.updateMany({ where: { id }, data: { stoppedAt: now } });
  return {
    result: await readUpdateView(call, releases),
    entries: [
      entry({ kind: 'agentUpdate', id: version, name: version }, null, { before: { version }, reason }),
    ],
    wake: ['gateway'],
    changed: ['settings'],
  };
});
