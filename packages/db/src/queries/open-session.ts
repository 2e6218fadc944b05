import type { Queryable } from '../client/queryable';

export interface SessionInput {
  machineId: string;
  serverId: string;
  door: 'ws' | 'poll';
  bootId: string;
  hardwareId: string;
  /** Address of the other end. */
  remote: string | null;
  at: Date;
  /** Machine's clock minus ours; null when not known. */
  clockSkewMs: number | null;
  hostname: string;
  agentVersion: string;
  timeZone: string | null;
  /** Highest job sequence in the agent's journal. */
  agentSequence: number;
}

/** Boot and hardware ids of one session; `at` in milliseconds since 1970. */
export interface SessionIdentity {
  bootId: string;
  hardwareId: string;
  at: number;
}

export interface OpenedSession {
  epoch: number;
  scopeId: string;
  enrolmentId: string;
  status: 'pending' | 'active' | 'quarantined';
  /** Highest sequence given to a job of this enrolment. */
  lastSequence: number;
  /** What the machine said at its last session; higher than now means that its journal went back. */
  previousAgentSequence: number;
  /** As enrolled. */
  enrolledHardwareId: string;
  /** The session before this one; null: this is the first. */
  previous: {
    epoch: number;
    connected: boolean;
    serverId: string | null;
    bootId: string;
    hardwareId: string;
    lastSeenAt: Date;
  } | null;
  /** The last eight sessions, this one included, oldest first: clones are judged by them. */
  recent: SessionIdentity[];
}

type Row = Omit<OpenedSession, 'previous'> & {
  [K in
    | 'previousEpoch'
    | 'previousConnected'
    | 'previousServerId'
    | 'previousBootId'
    | 'previousHardwareId'
    | 'previousLastSeenAt']: unknown;
};

const SQL = `
with before as (
  select id, scope_id, enrolment_id, status, last_sequence, agent_sequence, hardware_id from machine
  where id = $1 and status <> 'retired'
  for no key update
),
contact as (
  select c.* from machine_contact c join before on before.id = c.machine_id for update of c
),
renewed as (
  update machine m set hostname = $9, agent_version = $10, time_zone = $11, agent_sequence = greatest(m.agent_sequence, $12)
  from before
  where m.id = before.id
    and (m.hostname, m.agent_version, m.time_zone, m.agent_sequence) is distinct from ($9, $10, $11, greatest(m.agent_sequence, $12))
),
opened as (
  insert into machine_contact as k (machine_id, epoch, connected, server_id, door, boot_id, hardware_id, remote, connected_at, last_seen_at, clock_skew_ms, recent)
  select before.id, 1, true, $2, $3, $4, $5, $6, $7, $7, $8, jsonb_build_array($13::jsonb)
  from before left join contact on true
  on conflict (machine_id) do update set
    epoch = k.epoch + 1, connected = true, server_id = excluded.server_id, door = excluded.door, boot_id = excluded.boot_id,
    hardware_id = excluded.hardware_id, remote = excluded.remote, connected_at = excluded.connected_at,
    last_seen_at = excluded.last_seen_at, clock_skew_ms = excluded.clock_skew_ms,
    recent = (
      select jsonb_agg(one order by n)
      from (select one, n from jsonb_array_elements(k.recent || $13::jsonb) with ordinality as e (one, n) order by n desc limit 8) as last
    )
  returning epoch, recent
)
select opened.epoch::float8 as epoch, opened.recent, before.scope_id as "scopeId", before.enrolment_id as "enrolmentId", before.status,
  before.last_sequence::float8 as "lastSequence", before.agent_sequence::float8 as "previousAgentSequence",
  before.hardware_id as "enrolledHardwareId",
  contact.epoch::float8 as "previousEpoch", contact.connected as "previousConnected", contact.server_id as "previousServerId",
  contact.boot_id as "previousBootId", contact.hardware_id as "previousHardwareId", contact.last_seen_at as "previousLastSeenAt"
from before cross join opened left join contact on true`;

function previousOf(row: Row): OpenedSession['previous'] {
  if (row.previousEpoch === null || row.previousBootId === null) return null;
  return {
    epoch: row.previousEpoch as number,
    connected: row.previousConnected as boolean,
    serverId: row.previousServerId as string | null,
    bootId: row.previousBootId as string,
    hardwareId: row.previousHardwareId as string,
    lastSeenAt: row.previousLastSeenAt as Date,
  };
}

/**
 * Makes this session the newest of its machine: a new epoch, connected, here. Returns what was before, for the caller
 * to judge copies by. null: no such machine, or a retired one.
 */
export async function openSession(db: Queryable, input: SessionInput): Promise<OpenedSession | null> {
  const identity: SessionIdentity = {
    bootId: input.bootId,
    hardwareId: input.hardwareId,
    at: input.at.getTime(),
  };
  const { rows } = await db.query<Row>(SQL, [
    input.machineId,
    input.serverId,
    input.door,
    input.bootId,
    input.hardwareId,
    input.remote,
    input.at,
    input.clockSkewMs,
    input.hostname,
    input.agentVersion,
    input.timeZone,
    input.agentSequence,
    JSON.stringify(identity),
  ]);
  const row = rows[0];
  if (row === undefined) return null;
  const {
    epoch,
    scopeId,
    enrolmentId,
    status,
    lastSequence,
    previousAgentSequence,
    enrolledHardwareId,
    recent,
  } = row;
  const known = {
    epoch,
    scopeId,
    enrolmentId,
    status,
    lastSequence,
    previousAgentSequence,
    enrolledHardwareId,
    recent,
  };
  return { ...known, previous: previousOf(row) };
}
