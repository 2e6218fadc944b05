import type { Changed } from '../core/channels';
import type { Call } from '../core/define-verb';
import { endRollout } from '../rollout/end-rollout';
import { lockRollout } from '../rollout/steer-rollout';
import type { StoredPolicy } from './stored-policy';

/** What ending the repair of a policy did, as its audit entry says it. */
export interface EndedRepair {
  after: Record<string, unknown>;
  changed: Changed[];
}

/** Ends the repair that is under way: it follows from what the policy was. The caller holds the policy's row. */
export async function endRepair(
  call: Call,
  { id }: Pick<StoredPolicy, 'id'>,
  reason: string,
): Promise<EndedRepair> {
  const open = await call.tx.rollout.findFirst({
    where: { policyId: id, kind: 'repair', finishedAt: null },
    select: { id: true },
  });
  if (open === null) return { after: {}, changed: [] };
  const rollout = await lockRollout(call, open.id);
  if (rollout.state === 'done' || rollout.state === 'aborted') return { after: {}, changed: [] };
  const { after, changed } = await endRollout(call, rollout, reason);
  return {
    after: { endedRepair: { id: rollout.id, name: rollout.name, ...after } },
    changed: [`rollout:${rollout.id}`, ...changed],
  };
}
