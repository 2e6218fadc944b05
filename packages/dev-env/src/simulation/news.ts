import type { Pool } from 'pg';
import type { TrailEntry } from './house';

const SQL = `
select
  (select coalesce(json_agg(json_build_object('seq', seq, 'action', action, 'actorId', actor_id, 'objectKind', object_kind,
     'objectId', object_id, 'outcome', outcome, 'after', after) order by seq), '[]') from audit_entry where seq > $2) as trail,
  (select coalesce(json_agg(json_build_object('id', id, 'rolloutId', rollout_id, 'machineId', machine_id, 'attempt', attempt)
     order by attempt), '[]') from job where rollout_id = any ($1::uuid[])) as jobs,
  (select json_agg(json_build_object('id', r.id, 'state', r.state, 'wakeAt', (extract(epoch from r.wake_at) * 1000)::float8,
     'isUnjudged', exists (select from unjudged_end u where u.rollout_id = r.id and (u.bad or r.any_end_counts)),
     'openedAt', (select coalesce(json_agg((extract(epoch from w.opened_at) * 1000)::float8 order by w.number), '[]')
       from rollout_wave w where w.rollout_id = r.id)))
   from rollout r where r.id = any ($1::uuid[])) as rollouts`;

/** A rollout's row, as the server has it. */
export interface RolloutNews {
  id: string;
  state: string;
  wakeAt: number | null;
  isUnjudged: boolean;
  openedAt: (number | null)[];
}

/** What was written down since an entry of the audit trail. */
export interface News {
  trail: TrailEntry[];
  jobs: { id: string; rolloutId: string; machineId: string; attempt: number }[];
  rollouts: RolloutNews[];
}

export async function readNews(admin: Pool, rolloutIds: readonly string[], sinceSeq: number): Promise<News> {
  const { rows } = await admin.query<News>(SQL, [rolloutIds, sinceSeq]);
  return { ...rows[0]!, rollouts: rows[0]!.rollouts ?? [] };
}

export async function newestSeq(admin: Pool): Promise<number> {
  const { rows } = await admin.query<{ seq: number }>(
    'select coalesce(max(seq), 0)::float8 as seq from audit_entry',
  );
  return rows[0]!.seq;
}
