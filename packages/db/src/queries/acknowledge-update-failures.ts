import type { Queryable } from '../client/queryable';

// What could not be fetched is tried once more; what did not work there stays a failure that somebody knows of.
const AGAIN = `delete from agent_update_machine where update_id = $1 and state = 'failed'`;
const KNOWN = `
update agent_update_machine r set acknowledged = true
where r.update_id = $1 and not r.acknowledged and agent_update_failed(r.state, r.changed_at)`;

/** Somebody has looked at the failures of an update until now: only new ones hold it. For web alone. */
export async function acknowledgeUpdateFailures(db: Queryable, updateId: string): Promise<void> {
  await db.query(AGAIN, [updateId]);
  await db.query(KNOWN, [updateId]);
}
