import type { Queryable } from '@teredo-fleet/db';

const APPROVAL = `
insert into approval (rollout_id, scope_id, plan_hash, approver_id, kind)
select id, scope_id, plan_hash, $2, 'approval' from rollout where id = $1`;

const TOLD = `
insert into audit_entry (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, after)
select scope_id, 'user', $2, 'approver', 'rollout.approve', 'rollout', id::text,
  jsonb_build_object('state', 'approved', 'planHash', encode(plan_hash, 'hex'))
from rollout where id = $1`;

/** As the verb leaves it: somebody's yes to a stored plan, and the entry that tells of it. */
export async function storeApproval(admin: Queryable, rolloutId: string, approverId: string): Promise<void> {
  await admin.query(APPROVAL, [rolloutId, approverId]);
  await admin.query(TOLD, [rolloutId, approverId]);
}
