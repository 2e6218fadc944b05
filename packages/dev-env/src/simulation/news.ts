import type { Pool } from 'pg';
import type { TrailEntry } from './house';

const TRAIL = `
select seq::float8 as seq, action, actor_id as "actorId", object_kind as "objectKind", object_id as "objectId", outcome, after
from audit_entry where seq > $1 order by seq`;

/** What was written down after an entry of the audit trail. */
export async function readTrail(admin: Pool, sinceSeq: number): Promise<TrailEntry[]> {
  return (await admin.query<TrailEntry>(TRAIL, [sinceSeq])).rows;
}

/** A job as the server has it. */
export interface JobNews {
  id: string;
  rolloutId: string;
  machineId: string;
  attempt: number;
  /** The signer has not looked at it. */
  isUnsigned: boolean;
}

const JOBS = `
select id, rollout_id as "rolloutId", machine_id as "machineId", attempt, state = 'requested' as "isUnsigned"
from job where rollout_id = any ($1::uuid[]) order by attempt, id`;

export async function readJobs(admin: Pool, rolloutIds: readonly string[]): Promise<JobNews[]> {
  return (await admin.query<JobNews>(JOBS, [rolloutIds])).rows;
}

const ROLLOUTS = `
select r.id, r.state, coalesce((select json_agg((extract(epoch from w.opened_at) * 1000)::float8 order by w.number)
  from rollout_wave w where w.rollout_id = r.id), '[]') as "openedAt"
from rollout r where r.id = any ($1::uuid[])`;

/** A rollout's row, as the server has it. */
export interface RolloutNews {
  id: string;
  state: string;
  openedAt: (number | null)[];
}

export async function readRollouts(admin: Pool, rolloutIds: readonly string[]): Promise<RolloutNews[]> {
  return (await admin.query<RolloutNews>(ROLLOUTS, [rolloutIds])).rows;
}

export async function newestSeq(admin: Pool): Promise<number> {
  const { rows } = await admin.query<{ seq: number }>(
    'select coalesce(max(seq), 0)::float8 as seq from audit_entry',
  );
  return rows[0]!.seq;
}
