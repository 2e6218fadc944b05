import { queryableOf, retryMembers } from '@teredo-fleet/db';
import { defineChange } from '../core/define-verb';
import { ConflictError } from '../errors';
import { findMemberIds } from './member-source';
import { FAILED_STATES, UNCHANGED_STATES } from './outcome-states';
import { lockBeforeEnd, steered } from './steer-rollout';

const NOBODY =
  'None of these machines can be tried again: only those that failed and are still in use. One that is out of contact is waited for first.';

/**
 * Has failed machines tried once more, as a new attempt with a job of its own that the engine makes. Machines that are
 * named, one by one or by a filter that asks for their state, may also be ones that were blocked, refused, expired or
 * cancelled. What was verified is never done again.
 */
export const retryFailed = defineChange(
  'rollout.retryFailed',
  async (call, { id, wave, filter, machineIds, reason }) => {
    const rollout = await lockBeforeEnd(call, 'retry-failed', id);
    const named = machineIds !== undefined || filter?.states !== undefined || filter?.group === 'skipped';
    const states = named ? [...FAILED_STATES, ...UNCHANGED_STATES] : FAILED_STATES;
    const chosen = filter === undefined ? machineIds : await findMemberIds(call, id, filter);
    const retried = await retryMembers(queryableOf(call.tx), {
      rolloutId: id,
      states,
      wave: wave ?? null,
      machineIds: chosen ?? null,
    });
    if (retried.length === 0) throw new ConflictError(NOBODY);
    return steered(call, rollout, {
      result: { machines: retried.length },
      entry: {
        before: { state: rollout.state },
        after: { wave: wave ?? null, filter: filter ?? null, machines: retried.length, machineIds: retried },
        reason,
      },
    });
  },
);
