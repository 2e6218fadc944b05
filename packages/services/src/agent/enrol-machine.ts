import {
  type KnownMachine,
  lockMachineByKey,
  type Queryable,
  type TokenUse,
  useEnrolmentToken,
} from '@teredo-fleet/db';
import { type AgentChange, defineAgentVerb } from '../core/define-agent-verb';
import { sha256 } from '../core/sha256';
import type { ParsedInput } from '../inputs';
import type { AgentEnrolled, AgentRefusal } from '../outputs';
import { enrolKnownMachine } from './enrol-known-machine';
import { refuseToken } from './refusals';

/** What the machine said, and where it came from. */
type Enrol = ParsedInput<'agent.enrol'> & { address: string | null };
type Outcome = AgentChange<AgentEnrolled | AgentRefusal>;

const INSERT = `
insert into machine (scope_id, hostname, labels, status, platform, simulated, agent_version, agent_key, enrolment_id,
  hardware_id, time_zone, token_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
returning id`;

function refused(input: Enrol, reason: Extract<TokenUse, { ok: false }>['reason']): Outcome {
  const { tokenId, hostname, address } = input;
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
    reason,
    address,
  };
  return { answer: refuseToken(reason), entries: [entry], changed: [] };
}

/** The answer to an earlier `enrol` was lost on the way: the same key with the same token gets the same answer. */
function repeated({ machineId, enrolmentId, status }: KnownMachine): Outcome | null {
  if (status === 'retired') return null;
  const answer = { ok: true, machineId, enrolmentId, status, enrolment: 'repeated' } as const;
  return { answer, entries: [], changed: [] };
}

async function makeMachine(
  db: Queryable,
  input: Enrol,
  token: { scopeId: string; autoAccept: boolean; label: string },
  enrolmentId: string,
): Promise<Outcome> {
  const status = token.autoAccept ? 'active' : 'pending';
  const { hostname, platform, agentVersion, hardwareId, timeZone, tokenId, address } = input;
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
    address,
  };
  const changed = [`machine:${machineId}`, `token:${tokenId}`] as const;
  return {
    answer: { ok: true, machineId, enrolmentId, status, enrolment: 'new' },
    entries: [entry],
    changed,
  };
}

/** Lets a machine in that shows a token and has proved that it holds its key. A known key is its machine again. */
export const enrolMachine = defineAgentVerb('agent.enrol', async ({ db, context, now }, said) => {
  const input = { ...said, address: context.address };
  const { tokenId } = input;
  const secretHash = sha256(input.secret);
  const known = await lockMachineByKey(db, { agentKey: Buffer.from(input.agentKey), tokenId, secretHash });
  const same = known?.sameToken ? repeated(known) : null;
  if (same !== null) return same;
  const token = await useEnrolmentToken(db, { tokenId, secretHash, ofScope: known?.scopeId ?? null });
  if (!token.ok) return refused(input, token.reason);
  const enrolmentId = context.ports.random.uuid();
  return known === null
    ? makeMachine(db, input, token, enrolmentId)
    : enrolKnownMachine(db, input, { known, token, enrolmentId, now });
});
