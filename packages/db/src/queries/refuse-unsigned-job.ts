import type { Queryable } from '../client/queryable';

const SQL = `
with refused as (
  update job set state = 'blocked', detail = $2, finished_at = now() where id = $1 and state = 'requested'
  returning id, scope_id, machine_id, finished_at
),
event as (
  insert into job_event (job_id, scope_id, version, state, detail, source, at)
  select id, scope_id, 0, 'blocked', $2, 'server', finished_at from refused
),
audited as (
  insert into audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id, outcome, reason)
  select scope_id, 'system', 'signer', 'job.sign', 'job', id::text, 'refused', $2 from refused
)
select machine_id as "machineId" from refused`;

/** Ends a job that the signer won't sign. `detail` says why and what to do. */
export async function refuseUnsignedJob(
  db: Queryable,
  jobId: string,
  detail: string,
): Promise<{ machineId: string } | null> {
  const { rows } = await db.query<{ machineId: string }>(SQL, [jobId, detail]);
  return rows[0] ?? null;
}
