import { type Queryable, useEnrolmentToken } from '@teredo-fleet/db';
import { type AgentChange, defineAgentVerb } from '../core/define-agent-verb';
import { sha256 } from '../core/sha256';
import type { ParsedInput } from '../inputs';
import type { AgentEnrolled, AgentRefusal } from '../outputs';
import { refuseAgent } from './refusals';

type Enrol = ParsedInput<'agent.enrol'>;
type Outcome = AgentChange<AgentEnrolled | AgentRefusal>;

interface KnownMachine {
  machineId: string;
  enrolmentId: string;
  status: 'active' | 'pending' | 'quarantined' | 'retired';
}

const KNOWN = `
select id as "machineId", enrolment_id as "enrolmentId", status from machine where agent_key = $1 for no key update`;

const INSERT = `
insert into machine (scope_id, hostname, labels, status, platform, simulated, agent_version, agent_key, enrolment_id,
  hardware_id, time_zone, token_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
returning id`;

function refused(input: Enrol, code: AgentRefusal['code']): Outcome {
  const { tokenId, hostname } = input;
  const entry = {
    action: 'agent.enrol',
    scopeId: null,
    actorId: null,
    actorName: hostname,
    objectKind: 'token',
    objectId: tokenId,
    objectName: null,
    outcome: 'refused' as const,
    before: null,
    after: null,
    reason: code,
  };
  return { result: refuseAgent(code), entries: [entry], changed: [] };
}

/** The answer to an earlier `enrol` was lost on the way: the same key gets the same answer, and no use is counted. */
function again(known: KnownMachine): Outcome {
  const { machineId, enrolmentId, status } = known;
  if (status === 'retired') return { result: refuseAgent('machine-retired'), entries: [], changed: [] };
  return { result: { ok: true, machineId, enrolmentId, status, again: true }, entries: [], changed: [] };
}

async function makeMachine(
  db: Queryable,
  input: Enrol,
  token: { scopeId: string; autoAccept: boolean; label: string },
  enrolmentId: string,
): Promise<Outcome> {
  const status = token.autoAccept ? 'active' : 'pending';
  const { hostname, platform, agentVersion, hardwareId, timeZone, tokenId } = input;
  const { rows } = await db.query<{ id: string }>(INSERT, [
    token.scopeId,
    hostname,
    [token.label],
    status,
    platform,
    platform === 'simulated',
    agentVersion,
    Buffer.from(input.agentKey),
    enrolmentId,
    hardwareId,
    timeZone,
    tokenId,
  ]);
  const machineId = rows[0]!.id;
  const entry = {
    action: 'agent.enrol',
    scopeId: token.scopeId,
    actorId: machineId,
    actorName: hostname,
    objectKind: 'machine',
    objectId: machineId,
    objectName: hostname,
    outcome: 'done' as const,
    before: null,
    after: { hostname, platform, agentVersion, label: token.label, status, token: tokenId },
    reason: null,
  };
  const changed = [`machine:${machineId}`, `token:${tokenId}`] as const;
  return { result: { ok: true, machineId, enrolmentId, status, again: false }, entries: [entry], changed };
}

/** Lets a machine in that shows a token and has proved that it holds its key. */
export const enrolMachine = defineAgentVerb('agent.enrol', async ({ db, context }, input) => {
  const { rows } = await db.query<KnownMachine>(KNOWN, [Buffer.from(input.agentKey)]);
  if (rows[0] !== undefined) return again(rows[0]);
  const token = await useEnrolmentToken(db, input.tokenId, sha256(input.secret));
  if (!token.ok) return refused(input, token.reason);
  return makeMachine(db, input, token, context.ports.random.uuid());
});
