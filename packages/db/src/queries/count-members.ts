import type { Queryable } from '../client/queryable';

/** Machines of one wave, or of none, that stand alike. */
export interface MemberCount {
  /** From 0; null: of the late pool alone. */
  wave: number | null;
  excluded: boolean;
  /** Moved to the late pool. */
  late: boolean;
  /** Of the job of the attempt that counts; null: none was made yet. */
  state: string | null;
  /** It was let begin. */
  begun: boolean;
  /** Somebody acknowledged the failure of this very attempt. */
  acknowledged: boolean;
  /** Out of contact, and its agent may still say how it went. */
  provisional: boolean;
  /** Not heard of since its wave opened. */
  unreached: boolean;
  machines: number;
}

const SQL = `
select rollout_id as "rolloutId", wave, excluded is not null as excluded, late_at is not null as late, state, begun, acknowledged,
  provisional, unreached, count(*)::int as machines
from member_standing where rollout_id = any ($1::uuid[])
group by 1, 2, 3, 4, 5, 6, 7, 8, 9`;

/** How the machines of planned rollouts stand, counted from the jobs' own rows; one without members is not among them. */
export async function countMembersOf(
  db: Queryable,
  rolloutIds: readonly string[],
): Promise<Map<string, MemberCount[]>> {
  const { rows } = await db.query<MemberCount & { rolloutId: string }>(SQL, [rolloutIds]);
  const counts = new Map<string, MemberCount[]>();
  for (const { rolloutId, ...count } of rows)
    counts.set(rolloutId, [...(counts.get(rolloutId) ?? []), count]);
  return counts;
}

/** The same of one rollout. */
export async function countMembers(db: Queryable, rolloutId: string): Promise<MemberCount[]> {
  return (await countMembersOf(db, [rolloutId])).get(rolloutId) ?? [];
}
