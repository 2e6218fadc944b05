import type { Queryable } from '../client/queryable';

/** Machines that fit a live target since; `wave` null: of the late pool alone. */
export interface JoiningMembers {
  rolloutId: string;
  scopeId: string;
  members: readonly { machineId: string; wave: number | null; reason: unknown }[];
}

const JOIN = `
insert into rollout_member (rollout_id, machine_id, scope_id, wave, reason, late_at)
select $1::uuid, m.id, $2::uuid, m.wave, m.reason::jsonb, case when m.wave is null then now() end
from unnest($3::uuid[], $4::int[], $5::text[]) as m (id, wave, reason)
on conflict do nothing
returning machine_id`;

/** Takes them in. Returns how many were no members yet. */
export async function joinMembers(db: Queryable, joining: JoiningMembers): Promise<number> {
  const { rolloutId, scopeId, members } = joining;
  if (members.length === 0) return 0;
  const { rows } = await db.query(JOIN, [
    rolloutId,
    scopeId,
    members.map(({ machineId }) => machineId),
    members.map(({ wave }) => wave),
    members.map(({ reason }) => JSON.stringify(reason)),
  ]);
  return rows.length;
}

const LOOK = 'update rollout set joiners_at = $2 where id = $1';

/** When machines that fit a live target are looked for again. */
export async function lookForJoinersAt(db: Queryable, rolloutId: string, at: Date): Promise<void> {
  await db.query(LOOK, [rolloutId, at]);
}
