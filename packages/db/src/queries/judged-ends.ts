import type { Queryable } from '../client/queryable';

const JUDGED = 'delete from unjudged_end where rollout_id = $1';

/**
 * Takes away the ends of jobs that are about to be judged. Before the rollout is counted, in the same transaction: what
 * this statement sees the count sees too, and an end that comes in between stays for the next step.
 */
export async function takeEndsToJudge(db: Queryable, rolloutId: string): Promise<void> {
  await db.query(JUDGED, [rolloutId]);
}

const OF_ENDED = `
delete from unjudged_end u using rollout r where r.id = u.rollout_id and r.state in ('done', 'aborted')`;

/** Ends that came after the end of their rollout are judged by nobody. */
export async function pruneUnjudgedEnds(db: Queryable): Promise<void> {
  await db.query(OF_ENDED);
}
