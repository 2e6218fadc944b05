import type { Queryable } from '../client/queryable';

/** The update that is offered, with how it goes. */
export interface RunningUpdate {
  id: string;
  version: string;
  payload: Buffer;
  signature: Buffer;
  canaries: number;
  atOnce: number;
  maxFailures: number;
  acknowledged: number;
  /** Machines that have it. */
  good: number;
  /** On which it did not work, and those that were silent for half an hour after they began to try it. */
  bad: number;
  /** To which it was offered within the hour and that are not at an end. */
  underWay: number;
}

const COUNTS = `
select u.id, u.version, u.payload, u.signature, u.canaries, u.at_once as "atOnce", u.max_failures as "maxFailures", u.acknowledged,
  count(r.*) filter (where r.state = 'updated')::int as good,
  count(r.*) filter (where r.state in ('failed', 'fell-back')
    or r.state = 'trying' and r.changed_at < now() - interval '30 minutes')::int as bad,
  count(r.*) filter (where r.state in ('offered', 'downloading', 'ready', 'waiting', 'trying')
    and r.changed_at > now() - interval '1 hour')::int as "underWay"
from agent_update u left join agent_update_machine r on r.update_id = u.id
where u.stopped_at is null group by u.id`;

/** Null: none is offered. */
export async function runningUpdate(db: Queryable): Promise<RunningUpdate | null> {
  return (await db.query<RunningUpdate>(COUNTS)).rows[0] ?? null;
}

const LOCK = `
select u.id from agent_update u, brake b where u.stopped_at is null and b.id = 1 and not b."on" for no key update of u for share of b`;

/** Keeps the offer as it is until the transaction ends; false: there is none, or the brake is on. */
export async function lockRunningUpdate(db: Queryable): Promise<boolean> {
  return (await db.query(LOCK)).rows.length > 0;
}

const OFFER = `
with chosen as (
  select m.id, m.scope_id, m.hostname, u.id as update_id, u.version
  from agent_update u
  join machine m on m.id = any ($1::uuid[]) and m.status = 'active' and (u.label is null or u.label = any (m.labels))
  join machine_updater a on a.machine_id = m.id and a.key_id = u.key_id and a.system = any (u.systems)
  where u.stopped_at is null and agent_version_rank(m.agent_version) < u.version_rank
    and not exists (select from agent_update_machine r where r.update_id = u.id and r.machine_id = m.id)
    and ($3 or ('x' || left(md5(m.id::text || u.id::text), 8))::bit(32)::bigint % 100 < u.percent)
  order by md5(m.id::text || u.id::text) limit $2
),
offered as (
  insert into agent_update_machine (update_id, machine_id, state) select update_id, id, 'offered' from chosen
),
audited as (
  insert into audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id, object_name, after)
  select scope_id, 'system', 'gateway', 'agentUpdate.send', 'machine', id::text, hostname, jsonb_build_object('version', version)
  from chosen
)
select id from chosen`;

/** Offers the update to at most `room` of these machines; `canaries`: whatever the percent says. */
export async function offerUpdate(
  db: Queryable,
  machineIds: readonly string[],
  { room, canaries }: { room: number; canaries: boolean },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(OFFER, [machineIds, room, canaries]);
  return rows.map(({ id }) => id);
}

const START = `
with started as (
  update agent_update_machine r set state = 'trying', changed_at = now()
  from agent_update u, machine m
  where u.stopped_at is null and r.update_id = u.id and r.machine_id = any ($1::uuid[]) and r.state = 'ready'
    and m.id = r.machine_id and m.status = 'active'
  returning r.machine_id, m.scope_id, m.hostname, u.version
),
audited as (
  insert into audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id, object_name, after)
  select scope_id, 'system', 'gateway', 'agentUpdate.start', 'machine', machine_id::text, hostname,
    jsonb_build_object('version', version) from started
)
select machine_id as id from started`;

/** Lets those of these machines begin that have the program ready. */
export async function startUpdates(db: Queryable, machineIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(START, [machineIds]);
  return rows.map(({ id }) => id);
}

const OPEN = `
select r.machine_id as id from agent_update_machine r join agent_update u on u.id = r.update_id and u.stopped_at is null
where r.machine_id = any ($1::uuid[]) and r.state in ('offered', 'downloading', 'waiting', 'trying')`;

/** Those of these machines that were offered it and have told no end, nor that they are ready. */
export async function openUpdates(db: Queryable, machineIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(OPEN, [machineIds]);
  return rows.map(({ id }) => id);
}

export interface UpdateReport {
  machineId: string;
  version: string;
  state: string;
  text: string | null;
}

const TAKE = `
with input as (
  select distinct on (machine_id, version) * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[])
    with ordinality as i (machine_id, version, state, text, place) order by machine_id, version, place desc
),
taken as (
  update agent_update_machine r set state = i.state, text = i.text, changed_at = now()
  from input i, agent_update u, machine m
  where u.version = i.version and r.update_id = u.id and r.machine_id = i.machine_id and m.id = r.machine_id
    and r.state not in ('updated', 'refused', 'failed', 'fell-back') and u.stopped_at is null
  returning r.machine_id, r.state, r.text, m.scope_id, m.hostname, u.version
),
audited as (
  insert into audit_entry (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, outcome, after, reason)
  select scope_id, 'machine', machine_id::text, hostname, 'agentUpdate.end', 'machine', machine_id::text, hostname, 'failed',
    jsonb_build_object('version', version, 'state', state), text
  from taken where state in ('refused', 'failed', 'fell-back')
)
select machine_id as "machineId", state from taken`;

/** What machines say of the update that is offered; its end is told once. */
export async function takeUpdateReports(
  db: Queryable,
  reports: readonly UpdateReport[],
): Promise<{ machineId: string; state: string }[]> {
  if (reports.length === 0) return [];
  const { rows } = await db.query<{ machineId: string; state: string }>(TAKE, [
    reports.map(({ machineId }) => machineId),
    reports.map(({ version }) => version),
    reports.map(({ state }) => state),
    reports.map(({ text }) => text),
  ]);
  return rows;
}
