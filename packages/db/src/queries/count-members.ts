import type { Queryable } from '../client/queryable';

/** Machines of one wave, or of none, that stand alike. */
export interface MemberCount {
  /** From 0; null: of the late pool alone. */
  wave: number | null;
  excluded: boolean;
  /** Moved to the late pool. */
  late: boolean;
  /** Of the newest attempt's job; null: none was made yet. */
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
select m.wave, m.excluded is not null as excluded, m.late_at is not null as late, j.state,
  coalesce(j.go_granted_at is not null and j.finished_at is null, false) as begun,
  coalesce(m.acknowledged_attempt = j.attempt, false) as acknowledged,
  coalesce(j.state = 'lost-contact' and coalesce(j.until, j.not_after) > now(), false) as provisional,
  coalesce(coalesce(c.last_seen_at, '-infinity') < w.opened_at, false) as unreached,
  count(*)::int as machines
from rollout_member m
left join rollout_wave w on w.rollout_id = m.rollout_id and w.number = m.wave
left join machine_contact c on c.machine_id = m.machine_id
left join lateral (
  select j.state, j.attempt, j.go_granted_at, j.finished_at, j.until, j.not_after
  from job j where j.rollout_id = m.rollout_id and j.machine_id = m.machine_id
  order by j.attempt desc limit 1
) j on true
where m.rollout_id = $1
group by 1, 2, 3, 4, 5, 6, 7, 8`;

/** How the machines of a planned rollout stand, counted from the jobs' own rows. */
export async function countMembers(db: Queryable, rolloutId: string): Promise<MemberCount[]> {
  const { rows } = await db.query<MemberCount>(SQL, [rolloutId]);
  return rows;
}
