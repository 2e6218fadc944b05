import { acknowledgeUpdateFailures, queryableOf, runningUpdate } from '@teredo-fleet/db';
import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { readUpdateView } from './offer-view';
import { lockOffer, requireWholeFleet } from './whole-fleet';

/**
 * Widens or narrows the offer. `goOn` says that somebody has looked at the failures until now: only new ones hold it
 * again, and machines that could not fetch the program are asked once more. A version that did not work on a machine is
 * not tried there again.
 */
export const changeAgentUpdate = defineChange(
  'agentUpdate.change',
  async (call, { percent, atOnce, goOn, reason }) => {
    const { tx, scopes, context } = call;
    requireWholeFleet(scopes);
    // Read before the offer is locked: gateways wait for that lock.
    const releases = await context.ports.releases.read();
    const offer = await lockOffer(tx);
    const db = queryableOf(tx);
    const before = await runningUpdate(db);
    if (goOn) await acknowledgeUpdateFailures(db, offer.id);
    await tx.agentUpdate.updateMany({ where: { id: offer.id }, data: { percent, atOnce } });
    const after = await runningUpdate(db);
    const { version } = offer;
    return {
      result: await readUpdateView(call, releases),
      entries: [
        entry({ kind: 'agentUpdate', id: version, name: version }, null, {
          before: { percent: offer.percent, atOnce: offer.atOnce, acknowledged: before?.acknowledged },
          after: { percent, atOnce, acknowledged: after?.acknowledged },
          reason,
        }),
      ],
      wake: ['gateway'],
      changed: ['settings'],
    };
  },
);
