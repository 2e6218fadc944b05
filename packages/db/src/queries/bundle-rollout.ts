import type { Queryable } from '../client/queryable';

/** A rollout as an evidence bundle tells of it. */
export interface BundledRollout {
  id: string;
  name: string;
  kind: string;
  state: string;
  pauseReason: string | null;
  reason: string | null;
  plan: unknown;
  planSha256: string;
  authorId: string;
  editorIds: string[];
  rollbackOfId: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  scopeId: string;
  scopeName: string;
  /** UUID of the installation. */
  installation: string;
  /** The database's clock: when the snapshot was taken. */
  now: Date;
  /** The newest word of a machine. */
  reportedAt: Date | null;
  /** Jobs of a rollout by whose end it is over are still under way. */
  openJobs: number;
}

const ROLLOUT = `
select r.id, r.name, r.kind, r.state, r.pause_reason as "pauseReason", r.reason, r.plan, encode(r.plan_hash, 'hex') as "planSha256",
  r.author_id as "authorId", r.editor_ids as "editorIds", r.rollback_of_id as "rollbackOfId", r.created_at as "createdAt",
  r.started_at as "startedAt", r.finished_at as "finishedAt", r.scope_id as "scopeId", s.name as "scopeName",
  (select value ->> 'id' from setting where key = 'installation') as installation,
  date_trunc('milliseconds', now()) as now,
  (select max(e.received_at) from job j join job_event e on e.job_id = j.id where j.rollout_id = r.id and e.source = 'agent')
    as "reportedAt",
  (select count(*)::int from job j where j.rollout_id = r.id and j.finished_at is null) as "openJobs"
from rollout r join scope s on s.id = r.scope_id where r.id = $1::uuid`;

/** null: there is no such rollout. */
export async function readBundledRollout(db: Queryable, rolloutId: string): Promise<BundledRollout | null> {
  const { rows } = await db.query<BundledRollout>(ROLLOUT, [rolloutId]);
  return rows[0] ?? null;
}

export interface BundledApproval {
  approverId: string;
  kind: string;
  at: Date;
  reason: string | null;
  planSha256: string;
  voidedAt: Date | null;
}

const APPROVALS = `
select approver_id as "approverId", kind, approved_at as at, reason, encode(plan_hash, 'hex') as "planSha256",
  voided_at as "voidedAt"
from approval where rollout_id = $1::uuid order by approved_at, id`;

/** All that were ever given, voided ones too. */
export async function readBundledApprovals(db: Queryable, rolloutId: string): Promise<BundledApproval[]> {
  const { rows } = await db.query<BundledApproval>(APPROVALS, [rolloutId]);
  return rows;
}

export interface BundledOverride {
  id: string;
  planSha256: string;
  machines: number;
  /** Machines that followed it. */
  applied: number;
  askedById: string;
  askedAt: Date;
  askReason: string;
  grantedById: string | null;
  grantedAt: Date | null;
  grantReason: string | null;
  closedById: string | null;
  closedAt: Date | null;
  closeReason: string | null;
}

const OVERRIDES = `
select o.id, encode(o.plan_hash, 'hex') as "planSha256", o.machines, o.asked_by_id as "askedById", o.asked_at as "askedAt",
  o.ask_reason as "askReason", o.granted_by_id as "grantedById", o.granted_at as "grantedAt", o.grant_reason as "grantReason",
  o.closed_by_id as "closedById", o.closed_at as "closedAt", o.close_reason as "closeReason",
  (select count(*)::int from notice_override_job oj where oj.override_id = o.id
    and notice_override_followed(oj.job_id) = o.id) as applied
from notice_override o where o.rollout_id = $1::uuid order by o.asked_at, o.id`;

/** All that were ever asked for. */
export async function readBundledOverrides(db: Queryable, rolloutId: string): Promise<BundledOverride[]> {
  const { rows } = await db.query<BundledOverride>(OVERRIDES, [rolloutId]);
  return rows;
}

export interface BundledRollback {
  id: string;
  name: string;
  state: string;
  createdAt: Date;
}

const ROLLBACKS = `
select id, name, state, created_at as "createdAt" from rollout where rollback_of_id = $1::uuid order by created_at, id`;

/** Rollouts that give back what this one changed. */
export async function readBundledRollbacks(db: Queryable, rolloutId: string): Promise<BundledRollback[]> {
  const { rows } = await db.query<BundledRollback>(ROLLBACKS, [rolloutId]);
  return rows;
}

/** Names of people by id; somebody who is gone is missing. */
export async function queryNames(db: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; name: string }>(
    'select id, name from "user" where id = any ($1::text[])',
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
