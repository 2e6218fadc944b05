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
import { enrolStanding, type Standing } from './enrol-standing';
import { refuseToken } from './refusals';

/** What the machine said, and where it came from. */
type Enrol = ParsedInput<'agent.enrol'> & { address: string | null };
type Outcome = AgentChange<AgentEnrolled | AgentRefusal>;

const INSERT = `
insert into machine (scope_id, hostname, labels, status, platform, simulated, agent_version, agent_key, enrolment_id,
  hardware_id, time_zone, token_id, status_reason)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
returning id`;

/** A token's refusals, and those of all tokens that there never were, are written so often in an hour. */
const REFUSALS_AN_HOUR = 100;

const written = (object: string) => `
select count(*)::int as n from (
  select at from audit_entry
  where object_kind = 'token' and object_id ${object} and action = 'agent.enrol' and outcome = 'refused'
  order by seq desc limit ${REFUSALS_AN_HOUR}
) as newest where at > now() - interval '1 hour'`;
const WRITTEN_OF_UNKNOWN = written('is null');
const WRITTEN_OF_TOKEN = written('= $1');

/** Anybody may show a token that opens nothing, as often as they like: that is told, and not written each time. */
async function refused(
  db: Queryable,
  input: Enrol,
  reason: Extract<TokenUse, { ok: false }>['reason'],
): Promise<Outcome> {
  const { tokenId, hostname, address } = input;
  const objectId = reason === 'token-unknown' ? null : tokenId;
  const { rows } =
    objectId === null
      ? await db.query<{ n: number }>(WRITTEN_OF_UNKNOWN)
      : await db.query<{ n: number }>(WRITTEN_OF_TOKEN, [objectId]);
  if ((rows[0]?.n ?? 0) >= REFUSALS_AN_HOUR) return { answer: refuseToken(reason), entries: [], changed: [] };
  const entry = {
    action: 'agent.enrol',
    scopeId: null,
    actorId: null,
    actorName: hostname,
    objectKind: 'token',
    objectId,
    objectName: null,
    outcome: 'refused' as const,
    before: null,
    after: { tokenId },
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

interface FirstEnrolment {
  token: { scopeId: string; label: string };
  standing: Standing;
  enrolmentId: string;
}

async function makeMachine(
  db: Queryable,
  input: Enrol,
  { token, standing, enrolmentId }: FirstEnrolment,
): Promise<Outcome> {
  const { status, reason } = standing;
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
    reason,
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
    reason,
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
  if (!token.ok) return refused(db, input, token.reason);
  const enrolmentId = context.ports.random.uuid();
  const standing = await enrolStanding(db, token, {
    hardwareId: input.hardwareId,
    machineId: known?.machineId ?? null,
  });
  return known === null
    ? makeMachine(db, input, { token, standing, enrolmentId })
    : enrolKnownMachine(db, input, { known, token, standing, enrolmentId, now });
});
