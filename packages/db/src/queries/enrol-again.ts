import type { Queryable } from '../client/queryable';

/** A machine whose key is known, as it is before it is enrolled anew. */
export interface KnownMachine {
  machineId: string;
  enrolmentId: string;
  scopeId: string;
  status: 'active' | 'pending' | 'quarantined' | 'retired';
  statusReason: string | null;
  tokenId: string | null;
  /** The token that is shown now is the one that this enrolment came by, its secret included. */
  sameToken: boolean;
}

/** What a machine says of itself when it enrols anew, and what the token decides. */
export interface EnrolAgainInput {
  machineId: string;
  enrolmentId: string;
  tokenId: string;
  label: string;
  /** What it is now; a quarantined machine stays quarantined, and is this once it is released. */
  status: 'active' | 'pending';
  /** Why it waits although its token accepts; null: there is no such reason. */
  statusReason: string | null;
  hostname: string;
  platform: string;
  agentVersion: string;
  hardwareId: string;
  timeZone: string | null;
  at: Date;
}

/** Two enrols with one key wait for each other: the second finds what the first made. */
const LOCK = `select pg_advisory_xact_lock(hashtextextended('teredo-fleet agent key ' || encode($1, 'hex'), 0))`;

const FIND = `
select m.id as "machineId", m.enrolment_id as "enrolmentId", m.scope_id as "scopeId", m.status, m.status_reason as "statusReason",
  m.token_id as "tokenId",
  exists (select from enrolment_token t where t.id = m.token_id and t.id = $2 and t.secret_hash = $3) as "sameToken"
from machine m where m.agent_key = $1
for no key update of m`;

/** The machine with this key, locked until the transaction ends, or null. The key is held by who asks. */
export async function lockMachineByKey(
  db: Queryable,
  shown: { agentKey: Buffer; tokenId: string; secretHash: Buffer },
): Promise<KnownMachine | null> {
  await db.query(LOCK, [shown.agentKey]);
  const { rows } = await db.query<KnownMachine>(FIND, [shown.agentKey, shown.tokenId, shown.secretHash]);
  return rows[0] ?? null;
}

const RENEW = `
with renewed as (
  update machine set
    enrolment_id = $2, token_id = $3, labels = case when $4 = any (labels) then labels else labels || $4::text end,
    status = case when status = 'quarantined' then status else $5 end,
    status_reason = case when status = 'quarantined' then status_reason else $12 end,
    released_to = case when status = 'quarantined' then $5 end,
    hostname = $6, platform = $7, simulated = $7 = 'simulated', agent_version = $8, hardware_id = $9, time_zone = $10,
    enrolled_at = $11, retired_at = null
  where id = $1 returning id, status
),
-- A session of the earlier enrolment is over: what it still writes is of an older epoch.
ended as (
  update machine_contact c set epoch = c.epoch + 1, connected = false, server_id = null from renewed where c.machine_id = renewed.id
)
select status from renewed`;

/** Gives a known machine a new enrolment, in use or waiting as the token says. Returns its status. */
export async function enrolAgain(
  db: Queryable,
  input: EnrolAgainInput,
): Promise<'active' | 'pending' | 'quarantined'> {
  const { rows } = await db.query<{ status: 'active' | 'pending' | 'quarantined' }>(RENEW, [
    input.machineId,
    input.enrolmentId,
    input.tokenId,
    input.label,
    input.status,
    input.hostname,
    input.platform,
    input.agentVersion,
    input.hardwareId,
    input.timeZone,
    input.at,
    input.statusReason,
  ]);
  return rows[0]!.status;
}
