import type { Queryable } from '../client/queryable';

/** An application on a machine that asked for Teredo. */
export interface ApplicationRequestInput {
  machineId: string;
  application: string;
  askedBy: string;
}

/** A machine on which more applications than these have asked keeps the first ones: their names are anybody's. */
export const MAX_APPLICATIONS = 50;

/** So many of them were asked for by one account: what one user makes up keeps no application of another one out. */
export const MAX_APPLICATIONS_OF_ONE_ACCOUNT = 25;

const SQL = `
with input as (
  select distinct on (i.machine_id, i.application) i.machine_id, i.application, i.asked_by, i.n, m.scope_id, m.hostname,
    k.last_asked_at as before
  from unnest($1::uuid[], $2::text[], $3::text[]) with ordinality as i (machine_id, application, asked_by, n)
  join machine m on m.id = i.machine_id and m.status <> 'retired'
  left join machine_application k on k.machine_id = i.machine_id and k.application = i.application
  order by i.machine_id, i.application, i.n desc
),
taken as (
  select * from (
    select i.*, row_number() over (partition by i.machine_id, i.before is null order by i.n) as k,
      row_number() over (partition by i.machine_id, i.asked_by, i.before is null order by i.n) as own_k
    from input i
  ) as counted
  where before is not null
    or k <= ${MAX_APPLICATIONS} - (select count(*) from machine_application a where a.machine_id = counted.machine_id)
      and own_k <= ${MAX_APPLICATIONS_OF_ONE_ACCOUNT} - (select count(*) from machine_application a
        where a.machine_id = counted.machine_id and a.asked_by = counted.asked_by)
),
written as (
  insert into machine_application as a (machine_id, application, asked_by)
  select machine_id, application, asked_by from taken order by machine_id, application
  on conflict (machine_id, application) do update set asked_by = excluded.asked_by, last_asked_at = excluded.last_asked_at
),
audited as (
  insert into audit_entry (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, outcome, after, reason)
  -- What an application asks every time it runs is told once a day.
  select scope_id, 'machine', machine_id::text, hostname, 'application.request', 'machine', machine_id::text, hostname, 'done',
    jsonb_build_object('application', application, 'askedBy', asked_by), application || ', run by ' || asked_by
  from taken
  where before is null or before < now() - interval '1 day'
  order by n
)
select distinct machine_id as "machineId" from taken`;

/** Writes down who asked, and tells the audit trail of what is new. Returns the machines of which something was kept. */
export async function recordApplicationRequests(
  db: Queryable,
  requests: readonly ApplicationRequestInput[],
): Promise<string[]> {
  if (requests.length === 0) return [];
  const { rows } = await db.query<{ machineId: string }>(SQL, [
    requests.map((r) => r.machineId),
    requests.map((r) => r.application),
    requests.map((r) => r.askedBy),
  ]);
  return rows.map(({ machineId }) => machineId);
}
