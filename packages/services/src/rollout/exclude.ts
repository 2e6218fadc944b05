import { endMembers, queryableOf } from '@teredo-fleet/db';
import { defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { ConflictError } from '../errors';
import { findMemberIds } from './member-source';
import { lockForVerb, steered } from './steer-rollout';

const NOBODY =
  'None of these machines can be left out any more: what has begun or ended stays counted. Choose machines that still wait.';

/** Leaves machines out that have not begun: jobs that they have end, and nothing more is asked of them here. */
export const excludeMembers = defineChange(
  'rollout.exclude',
  async (call, { id, filter, machineIds, reason }) => {
    const person = requireUser(call.actor);
    const rollout = await lockForVerb(call, 'exclude', id);
    const chosen = machineIds ?? (await findMemberIds(call, id, filter ?? {}));
    const ended = await endMembers(queryableOf(call.tx), {
      rolloutId: id,
      machineIds: chosen,
      excludeAsked: true,
      excluded: { kind: 'by-hand', reason, by: person.name },
      detail: `Left out of the rollout by ${person.name}: ${reason}`,
      at: call.now,
    });
    if (ended.length === 0) throw new ConflictError(NOBODY);
    const asked = ended.filter(({ jobId }) => jobId !== null);
    return steered(call, rollout, {
      result: { machines: ended.length },
      entry: {
        before: { state: rollout.state },
        after: {
          filter: filter ?? null,
          machines: ended.length,
          machineIds: ended.map((one) => one.machineId),
        },
        reason,
      },
      changed: asked.flatMap(({ jobId, machineId }) => [`job:${jobId}`, `machine:${machineId}`] as const),
    });
  },
);
