import {
  type DueRollout,
  endMembers,
  leaveAloneGone,
  type Queryable,
  unfollowedMembers,
} from '@teredo-fleet/db';

/** Machines that nothing is asked of any more, and why; null where each says its own reason. */
export interface LeftAlone {
  machineIds: string[];
  reason: string | null;
}

const UNFOLLOWED =
  'The policy is followed there no more: another one wins or stands against it, or the machine is none of its own any more.';

/** A repair acts only where its policy is followed, also on machines that were asked and have not begun. */
async function leaveUnfollowed(db: Queryable, { id, kind, now }: DueRollout): Promise<LeftAlone> {
  const machineIds = kind === 'repair' ? await unfollowedMembers(db, id) : [];
  if (machineIds.length === 0) return { machineIds, reason: null };
  const ended = await endMembers(db, {
    rolloutId: id,
    machineIds,
    excludeAsked: true,
    excluded: { kind: 'unfollowed', reason: UNFOLLOWED, by: 'engine' },
    detail: UNFOLLOWED,
    at: now,
  });
  return { machineIds: ended.map(({ machineId }) => machineId), reason: UNFOLLOWED };
}

/** Machines that can't be asked any more, or may not be; before the rollout is judged, so that nobody waits for them. */
export async function leaveAlone(db: Queryable, rollout: DueRollout): Promise<LeftAlone[]> {
  const gone = { machineIds: await leaveAloneGone(db, rollout.id), reason: null };
  return [gone, await leaveUnfollowed(db, rollout)].filter(({ machineIds }) => machineIds.length > 0);
}
