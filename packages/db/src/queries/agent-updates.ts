import type { Queryable } from '../client/queryable';
import { IN_UPDATE_PERCENT, UPDATE_REACH } from './update-reach';

/** The update that is offered, with how it goes. */
export interface RunningUpdate {
  id: string;
  version: string;
  payload: Buffer;
  signature: Buffer;
  canaries: number;
  atOnce: number;
  maxFailures: number;
  /** Machines that have it. */
  good: number;
  /** On which it did not work, and those that were silent for half an hour after they began to try it. */
  bad: number;
  /** Of these, whose failure somebody looked at. */
  acknowledged: number;
  /** That try it, and those to which it was offered within the hour, while they are not at an end. */
  underWay: number;
  /** Of these, that try it. */
  trying: number;
}

const countsBy = (counting: string) => `
select u.id, u.version, u.payload, u.signature, u.canaries, u.at_once as "atOnce", u.max_failures as "maxFailures",
  c.of[1] as good, c.of[2] as bad, c.of[3] as acknowledged, c.of[4] as "underWay", c.of[5] as trying
from agent_update u, ${counting}(u.id) c (of) where u.stopped_at is null`;

const COUNTS = countsBy('agent_update_counts');
const COUNTS_OF_ALL = countsBy('agent_update_counts_of_all');

/** Counts the machines that the caller may see. Null: none is offered. */
export async function runningUpdate(db: Queryable): Promise<RunningUpdate | null> {
  return (await db.query<RunningUpdate>(COUNTS)).rows[0] ?? null;
}

/** The same with every machine counted: what holds an update holds it for all. For web alone. */
export async function runningUpdateOfAll(db: Queryable): Promise<RunningUpdate | null> {
  return (await db.query<RunningUpdate>(COUNTS_OF_ALL)).rows[0] ?? null;
}

const CONCERNED = `
select exists (
  select from agent_update u
  join machine m on m.id = any ($1::uuid[]) and m.status = 'active'
  left join agent_update_machine r on r.update_id = u.id and r.machine_id = m.id
  left join machine_updater a on a.machine_id = m.id
  where u.stopped_at is null and (r.state in ('offered', 'downloading', 'ready', 'waiting', 'trying')
    or r.machine_id is null and a.key_id = u.key_id and agent_version_rank(m.agent_version) < u.version_rank)
) as concerned`;

/** Whether an update may have something for one of these machines: known without counting how it goes on all others. */
export async function updateConcerns(db: Queryable, machineIds: readonly string[]): Promise<boolean> {
  return (await db.query<{ concerned: boolean }>(CONCERNED, [machineIds])).rows[0]!.concerned;
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
  from ${UPDATE_REACH}
    and m.id = any ($1::uuid[]) and ($3 or ${IN_UPDATE_PERCENT})
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

/** Whoever was let begin so often and told no end has failed. */
export const MAX_UPDATE_STARTS = 10;

const START = `
with chosen as (
  select r.machine_id, r.update_id from agent_update_machine r
  join agent_update u on u.id = r.update_id and u.stopped_at is null
  join machine m on m.id = r.machine_id and m.status = 'active'
  where r.machine_id = any ($1::uuid[]) and r.state = 'ready' and r.starts < ${MAX_UPDATE_STARTS}
  order by r.changed_at, r.machine_id limit $2 for update of r
),
started as (
  update agent_update_machine r set state = 'trying', changed_at = now(), starts = r.starts + 1, acknowledged = false
  from chosen c, agent_update u, machine m
  where r.update_id = c.update_id and r.machine_id = c.machine_id and u.id = c.update_id and m.id = c.machine_id
  returning r.machine_id, m.scope_id, m.hostname, u.version
),
audited as (
  insert into audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id, object_name, after)
  select scope_id, 'system', 'gateway', 'agentUpdate.start', 'machine', machine_id::text, hostname,
    jsonb_build_object('version', version) from started
)
select machine_id as id from started`;

/** Lets at most `room` of these machines begin that have the program ready, those that wait longest first. */
export async function startUpdates(
  db: Queryable,
  machineIds: readonly string[],
  room: number,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(START, [machineIds, room]);
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
    with ordinality as i (machine_id, version, state, text, place)
  -- Who tries it is whom START let begin: said by the machine, a trial would last for as long as that is said again.
  where state <> 'trying' order by machine_id, version, place desc
),
taken as (
  update agent_update_machine r set changed_at = now(),
    state = case when i.state = 'ready' and r.starts >= ${MAX_UPDATE_STARTS} then 'failed' else i.state end,
    text = case when i.state = 'ready' and r.starts >= ${MAX_UPDATE_STARTS}
      then 'It was let begin ${MAX_UPDATE_STARTS} times and told no end.' else i.text end
  from input i, agent_update u, machine m
  where u.version = i.version and r.update_id = u.id and r.machine_id = i.machine_id and m.id = r.machine_id
    and r.state not in ('updated', 'refused', 'failed', 'fell-back')
    -- Who had begun when the offer was stopped tells its end all the same.
    and (u.stopped_at is null or r.state = 'trying')
  returning r.machine_id, r.state, r.text, m.scope_id, m.hostname, u.version
),
audited as (
  insert into audit_entry (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, outcome, after, reason)
  select scope_id, 'machine', machine_id::text, hostname, 'agentUpdate.end', 'machine', machine_id::text, hostname, 'failed',
    jsonb_build_object('version', version, 'state', state), text
  from taken where state in ('refused', 'failed', 'fell-back')
)
select machine_id as "machineId", state from taken`;

/**
 * What machines say of the update that is offered, or that they had begun before it was stopped; its end is told once.
 * That one tries it changes nothing.
 */
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
