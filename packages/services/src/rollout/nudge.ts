import { defineChange } from '../core/define-verb';
import { ConflictError } from '../errors';
import { countNudges, nudgeRows } from './nudge-stand';
import { lockForVerb, steered } from './steer-rollout';

const NOBODY =
  'Nobody would be asked: no notice of these machines waits for an answer that did not come. Who put the change off is asked when that time is over.';

/**
 * Has notices that were not answered shown again now, instead of a quarter of an hour or more later. Who put the change off
 * is left alone. A machine that is away is told when it comes back, if its notice still waits then.
 */
export const nudgeMachines = defineChange(
  'rollout.nudge',
  async (call, { id, filter, machineIds, reason }) => {
    const { tx, now } = call;
    const rollout = await lockForVerb(call, 'nudge', id);
    const rows = await nudgeRows(call, id, { filter, machineIds });
    const nudged = rows.filter(({ stand }) => stand === 'nudged');
    if (nudged.length === 0) throw new ConflictError(NOBODY);
    const jobIds = nudged.flatMap(({ jobId }) => (jobId === null ? [] : [jobId]));
    await tx.noticeNudge.createMany({
      data: jobIds.map((jobId) => ({ jobId, scopeId: rollout.scopeId, at: now })),
    });
    const { counts, away } = countNudges(rows);
    const { nudged: machines, ...leftAlone } = counts;
    return steered(call, rollout, {
      result: { machines, away, leftAlone },
      entry: {
        after: {
          filter: filter ?? null,
          machines,
          away,
          leftAlone,
          machineIds: nudged.map(({ machineId }) => machineId),
        },
        reason,
      },
      changed: jobIds.map((jobId) => `job:${jobId}` as const),
    });
  },
);
