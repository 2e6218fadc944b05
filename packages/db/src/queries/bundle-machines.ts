import type { Queryable } from '../client/queryable';

/** A machine of a rollout: a member of its waves, or one that just has a job of it. */
export interface BundledMachine {
  id: string;
  hostname: string;
  simulated: boolean;
  platform: string;
  status: string;
  agentVersion: string;
  agentKeyId: string;
  timeZone: string | null;
  /** It is a member of a rollout with waves. */
  member: boolean;
  /** From 0. */
  wave: number | null;
  lateAt: Date | null;
  reason: unknown;
  excluded: unknown;
  /** Of the attempt that counts; null: it has no job yet. */
  state: string | null;
  /** The attempt that counts. */
  attempt: number;
  acknowledged: boolean;
}

// By the machine's id: each page is found by the primary keys, however many machines there are.
const MACHINES = `
with page as (
  select machine_id from rollout_member where rollout_id = $1::uuid and machine_id > $2::uuid
  union
  select machine_id from job where rollout_id = $1::uuid and machine_id > $2::uuid
  order by machine_id limit $3
)
select m.id, m.hostname, m.simulated, m.platform, m.status, m.agent_version as "agentVersion",
  encode(sha256(m.agent_key), 'hex') as "agentKeyId", m.time_zone as "timeZone", s.machine_id is not null as member, s.wave,
  s.late_at as "lateAt", s.reason, s.excluded,
  coalesce(s.state, j.state) as state, coalesce(s.attempt, j.attempt, 1) as attempt, coalesce(s.acknowledged, false) as acknowledged
from page p join machine m on m.id = p.machine_id
left join member_standing s on s.rollout_id = $1::uuid and s.machine_id = m.id
left join lateral (
  select j.state, j.attempt from job j where j.rollout_id = $1::uuid and j.machine_id = m.id and s.machine_id is null
  order by j.attempt desc limit 1
) j on true
order by m.id`;

/** Machines of a rollout after one, by their ids. */
export async function bundledMachines(
  db: Queryable,
  rolloutId: string,
  { after, limit }: { after: string; limit: number },
): Promise<BundledMachine[]> {
  const { rows } = await db.query<BundledMachine>(MACHINES, [rolloutId, after, limit]);
  return rows;
}

export interface BundledJob {
  id: string;
  machineId: string;
  attempt: number;
  state: string;
  detail: string | null;
  work: unknown;
  wantedBefore: unknown;
  steps: unknown[];
  before: unknown;
  after: unknown;
  unmet: unknown[];
  blockers: unknown[];
  createdAt: Date;
  signedAt: Date | null;
  payloadSha256: string | null;
  keyId: string | null;
  offeredAt: Date | null;
  goGrantedAt: Date | null;
  startedAt: Date | null;
  finishedAt: Date | null;
}

const JOBS = `
select j.id, j.machine_id as "machineId", j.attempt, j.state, j.detail, j.work, j.wanted_before as "wantedBefore", j.steps, j.before,
  j.after, j.unmet, j.blockers, j.created_at as "createdAt", j.signed_at as "signedAt",
  encode(sha256(j.payload), 'hex') as "payloadSha256",
  (select e.key_id from signature_entry e where e.job_id = j.id order by e.signed_at desc limit 1) as "keyId",
  j.offered_at as "offeredAt", j.go_granted_at as "goGrantedAt", j.started_at as "startedAt", j.finished_at as "finishedAt"
from job j where j.rollout_id = $1::uuid and j.machine_id = any ($2::uuid[]) order by j.machine_id, j.attempt`;

/** Every attempt at these machines. */
export async function bundledJobs(
  db: Queryable,
  rolloutId: string,
  machineIds: readonly string[],
): Promise<BundledJob[]> {
  const { rows } = await db.query<BundledJob>(JOBS, [rolloutId, machineIds]);
  return rows;
}

export interface BundledJobEvent {
  jobId: string;
  at: Date;
  state: string;
  detail: string | null;
  source: string;
  accepted: boolean;
}

const EVENTS = `
select job_id as "jobId", at, state, detail, source, accepted from job_event where job_id = any ($1::uuid[])
order by job_id, received_at, id`;

export async function bundledEvents(db: Queryable, jobIds: readonly string[]): Promise<BundledJobEvent[]> {
  const { rows } = await db.query<BundledJobEvent>(EVENTS, [jobIds]);
  return rows;
}

export interface StoredReceipt {
  id: string;
  jobId: string;
  session: string;
  user: string | null;
  channel: string;
  language: string;
  textSha256: string;
  queuedAt: Date;
  onAgentAt: Date;
  displayedAt: Date | null;
  answeredAt: Date | null;
  answer: string;
  deferredUntil: Date | null;
  deferrals: number;
  overriddenBy: string[];
}

const RECEIPTS = `
select id, job_id as "jobId", session, user_name as "user", channel, language, text_sha256 as "textSha256", queued_at as "queuedAt",
  on_agent_at as "onAgentAt", displayed_at as "displayedAt", answered_at as "answeredAt", answer,
  deferred_until as "deferredUntil", deferrals, overridden_by as "overriddenBy"
from receipt where job_id = any ($1::uuid[]) order by job_id, received_at, id`;

export async function bundledReceipts(db: Queryable, jobIds: readonly string[]): Promise<StoredReceipt[]> {
  const { rows } = await db.query<StoredReceipt>(RECEIPTS, [jobIds]);
  return rows;
}
