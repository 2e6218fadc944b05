import { queryableOf, runningUpdate } from '@teredo-fleet/db';
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
  async ({ tx, scopes, context }, { percent, atOnce, goOn, reason }) => {
    requireWholeFleet(scopes);
    const offer = await lockOffer(tx);
    let { acknowledged } = offer;
    if (goOn) {
      await tx.agentUpdateMachine.deleteMany({ where: { updateId: offer.id, state: 'failed' } });
      acknowledged = (await runningUpdate(queryableOf(tx)))?.bad ?? acknowledged;
    }
    await tx.agentUpdate.updateMany({ where: { id: offer.id }, data: { percent, atOnce, acknowledged } });
    const { version } = offer;
    return {
      result: await readUpdateView(tx, await context.ports.releases.read()),
      entries: [
        entry({ kind: 'agentUpdate', id: version, name: version }, null, {
          before: { percent: offer.percent, atOnce: offer.atOnce, acknowledged: offer.acknowledged },
          after: { percent, atOnce, acknowledged },
          reason,
        }),
      ],
      wake: ['gateway'],
      changed: ['settings'],
    };
  },
);
