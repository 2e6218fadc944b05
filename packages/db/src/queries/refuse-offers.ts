import type { Queryable } from '../client/queryable';

/** An offer that an agent would not take. */
export interface OfferRefusal {
  machineId: string;
  /** null: the agent could not tell which job it was, and what it was offered has to. */
  jobId: string | null;
  /** SHA-256 (hex) of the payload as it reached the agent. */
  payloadSha256: string;
  code: string;
  text: string;
}

const MAX_STRAY_REFUSALS_AN_HOUR = 5;

const SQL = `
with input as (
  select i.machine_id, coalesce(i.job_id, offered.id) as job_id, i.payload_sha256, i.code, i.text, i.n
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[]) with ordinality as i (machine_id, job_id, payload_sha256, code, text, n)
  left join lateral (
    select j.id from job j
    where i.job_id is null and j.machine_id = i.machine_id and j.finished_at is null and j.offered_at is not null
      and encode(sha256(j.payload), 'hex') = i.payload_sha256
    limit 1
  ) offered on true
),
refused as (
  update job j set state = 'refused', detail = i.text, finished_at = now()
  from (select distinct on (job_id) * from input where job_id is not null order by job_id, n) i
  where j.id = i.job_id and j.machine_id = i.machine_id and j.finished_at is null and j.go_granted_at is null and j.offered_at is not null
  returning j.id, j.scope_id, j.status_version, j.detail, j.finished_at, j.machine_id, j.rollout_id
),
event as (
  insert into job_event (job_id, scope_id, version, state, detail, source, at)
  select id, scope_id, status_version, 'refused', detail, 'agent', finished_at from refused
),
audited as (
  insert into audit_entry (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, outcome, after, reason)
  -- Of a job once; of what names no job of this machine a few times an hour: an agent may say it without end.
  select m.scope_id, 'machine', m.id::text, m.hostname, 'job.refuse', i.object_kind, i.object_id, 'refused',
    jsonb_build_object('code', i.code, 'jobId', i.job_id, 'payloadSha256', i.payload_sha256), i.text
  from (
    select i.*, case when j.id is null then 'machine' else 'job' end as object_kind, coalesce(j.id, i.machine_id)::text as object_id,
      row_number() over (partition by coalesce(j.id, i.machine_id) order by i.n) as k
    from input i left join job j on j.id = i.job_id and j.machine_id = i.machine_id
  ) i join machine m on m.id = i.machine_id
  where i.k <= case i.object_kind when 'job' then 1 else ${MAX_STRAY_REFUSALS_AN_HOUR} end - (
    select count(*) from audit_entry a
    where a.object_kind = i.object_kind and a.object_id = i.object_id and a.action = 'job.refuse'
      and (i.object_kind = 'job' or a.at > now() - interval '1 hour')
  )
  order by i.n
)
select id as "jobId", machine_id as "machineId", rollout_id as "rolloutId" from refused`;

/**
 * Audits refused offers and ends the jobs they are about, by id or else by the payload that was offered, unless those
 * have begun. Returns the jobs that ended.
 */
export async function refuseOffers(
  db: Queryable,
  refusals: readonly OfferRefusal[],
): Promise<{ jobId: string; machineId: string; rolloutId: string }[]> {
  if (refusals.length === 0) return [];
  const { rows } = await db.query<{ jobId: string; machineId: string; rolloutId: string }>(SQL, [
    refusals.map((r) => r.machineId),
    refusals.map((r) => r.jobId),
    refusals.map((r) => r.payloadSha256),
    refusals.map((r) => r.code),
    refusals.map((r) => r.text),
  ]);
  return rows;
}
