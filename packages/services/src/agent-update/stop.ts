import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { readUpdateView } from './offer-view';
import { lockOffer, requireWholeFleet } from './whole-fleet';

/** Offers the version to nobody any more; who has begun to try it goes on to the end of that. */
export const stopAgentUpdate = defineChange(
  'agentUpdate.stop',
  async ({ tx, scopes, now, context }, { reason }) => {
    requireWholeFleet(scopes);
    const { id, version } = await lockOffer(tx);
    await tx.agentUpdate.updateMany({ where: { id }, data: { stoppedAt: now } });
    return {
      result: await readUpdateView(tx, await context.ports.releases.read()),
      entries: [
        entry({ kind: 'agentUpdate', id: version, name: version }, null, { before: { version }, reason }),
      ],
      wake: ['gateway'],
      changed: ['settings'],
    };
  },
);
