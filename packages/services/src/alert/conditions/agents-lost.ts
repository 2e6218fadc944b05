import { listeningSince, silenceByScope } from '@teredo-fleet/db';
import { SILENT_MS } from '../../machine/silent-since';
import { condition, type ReadConditions } from '../condition-source';
import { LOST_WITHIN_MS, lostMachines } from '../thresholds';

const MINUTE_MS = 60_000;
/** A process of the server that did not say for so long that it lives is none. */
const PROCESS_SILENT_MS = 30_000;
/** So long after the server was started machines may still be on their way back to it. */
const COMING_BACK_MS = 10 * MINUTE_MS;

/** Many machines of one scope that fell silent within an hour: the network, a site, or this server's own door. */
export const readLostAgents: ReadConditions = async ({ db, now, settings, open }) => {
  const listening = await listeningSince(db, new Date(now.getTime() - PROCESS_SILENT_MS));
  if (listening === null || now.getTime() - listening.getTime() < COMING_BACK_MS) return null;
  const threshold = {
    atLeast: settings.alerts.silentAtLeast,
    percent: settings.alerts.silentPercent,
  };
  const counts = await silenceByScope(db, {
    silentBefore: new Date(now.getTime() - SILENT_MS),
    seenAfter: new Date(now.getTime() - LOST_WITHIN_MS),
    open: open.map(({ scopeId, openedAt }) => ({
      scopeId: scopeId!,
      since: new Date(openedAt.getTime() - LOST_WITHIN_MS),
    })),
  });
  return counts.flatMap(({ scopeId, ...silence }) => {
    const isOpen = open.some((alert) => alert.scopeId === scopeId);
    const machines = lostMachines(silence, isOpen, threshold);
    if (machines === null) return [];
    return [
      condition('agents-lost', { subject: '', scopeId, name: 'Agents' }, { machines, outOf: silence.active }),
    ];
  });
};
