import type { Queryable } from '../client/queryable';
import { TRIAL_IS_UNDER_WAY } from './update-state';

export interface SessionInput {
  machineId: string;
  serverId: string;
  door: 'ws' | 'poll';
  bootId: string;
  hardwareId: string;
  /** Address of the other end. */
  remote: string | null;
  at: Date;
  hostname: string;
  agentVersion: string;
  timeZone: string | null;
  /** Highest job sequence in the agent's journal. */
  agentSequence: number;
  /** It says that it is of a program that is tried out beside the one that runs. */
  trial: boolean;
}

/** Boot and hardware ids of one session; `at` in milliseconds since 1970. */
export interface SessionIdentity {
  bootId: string;
  hardwareId: string;
  at: number;
  /** Of a trial that was let begin and whose time was not over. Undefined in sessions that older servers wrote down. */
  trial: boolean | undefined;
}

export interface OpenedSession {
  opened: true;
  machineId: string;
  epoch: number;
  scopeId: string;
  enrolmentId: string;
  status: 'pending' | 'active' | 'quarantined';
  /** The last eight sessions, this one included, oldest first: clones are judged by them. */
  recent: SessionIdentity[];
}

/** `status` null: there is no such machine. */
export interface UnopenedSession {
  opened: false;
  machineId: string;
  status: 'retired' | null;
}

// Rows of machines are locked in the order of their ids: batches of several servers never wait for each other in a
// circle, and a session that is opened elsewhere at the same time waits for this one, or this one for it.
// A trial is what the server let begin within the half hour, whatever the session or the machine's reports say: whoever
// copied a key could say it for ever.
const SQL = `
with input as (
  select i.*, jsonb_build_object('bootId', boot_id, 'hardwareId', hardware_id, 'at', floor(extract(epoch from at) * 1000),
    'trial', i.trial and ${TRIAL_IS_UNDER_WAY}) as trace
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::text[],
    $9::text[], $10::text[], $11::bigint[], $12::boolean[])
    as i (machine_id, server_id, door, boot_id, hardware_id, remote, at, hostname, agent_version, time_zone, agent_sequence, trial)
),
known as (
  select id, scope_id, enrolment_id, status from machine where id = any ($1::uuid[]) order by id for no key update
),
welcome as (
  select i.*, k.scope_id, k.enrolment_id, k.status from input i join known k on k.id = i.machine_id and k.status <> 'retired'
),
renewed as (
  update machine m set hostname = w.hostname, agent_version = w.agent_version, time_zone = w.time_zone,
    agent_sequence = greatest(m.agent_sequence, w.agent_sequence)
  from welcome w
  where m.id = w.machine_id and (m.hostname, m.agent_version, m.time_zone, m.agent_sequence)
    is distinct from (w.hostname, w.agent_version, w.time_zone, greatest(m.agent_sequence, w.agent_sequence))
),
opened as (
  insert into machine_contact as c (machine_id, epoch, connected, server_id, door, boot_id, hardware_id, remote, connected_at,
    last_seen_at, recent)
  select machine_id, 1, true, server_id, door, boot_id, hardware_id, remote, at, at, jsonb_build_array(trace)
  from welcome order by machine_id
  on conflict (machine_id) do update set
    epoch = c.epoch + 1, connected = true, server_id = excluded.server_id, door = excluded.door, boot_id = excluded.boot_id,
    hardware_id = excluded.hardware_id, remote = excluded.remote, connected_at = excluded.connected_at,
    last_seen_at = excluded.last_seen_at,
    recent = case when jsonb_array_length(c.recent) < 8 then c.recent else jsonb_path_query_array(c.recent, '$[last - 6 to last]') end
      || excluded.recent
  returning machine_id, epoch, recent
)
select i.machine_id as "machineId", o.machine_id is not null as opened, k.status, k.scope_id as "scopeId",
  k.enrolment_id as "enrolmentId", o.epoch::float8 as epoch, o.recent
from input i left join known k on k.id = i.machine_id left join opened o on o.machine_id = i.machine_id`;

/**
 * Makes each of these sessions the newest of its machine: a new epoch, connected, here. At most one session a machine.
 * The answer has one row an input, in order; it tells what copies are judged by.
 */
export async function openSessions(
  db: Queryable,
  inputs: readonly SessionInput[],
): Promise<(OpenedSession | UnopenedSession)[]> {
  if (inputs.length === 0) return [];
  const { rows } = await db.query<OpenedSession | UnopenedSession>(SQL, [
    inputs.map((i) => i.machineId),
    inputs.map((i) => i.serverId),
    inputs.map((i) => i.door),
    inputs.map((i) => i.bootId),
    inputs.map((i) => i.hardwareId),
    inputs.map((i) => i.remote),
    inputs.map((i) => i.at),
    inputs.map((i) => i.hostname),
    inputs.map((i) => i.agentVersion),
    inputs.map((i) => i.timeZone),
    inputs.map((i) => i.agentSequence),
    inputs.map((i) => i.trial),
  ]);
  const byMachine = new Map(rows.map((row) => [row.machineId, row]));
  return inputs.map(({ machineId }) => byMachine.get(machineId)!);
}
