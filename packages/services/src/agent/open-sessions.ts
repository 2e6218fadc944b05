import {
  noteUpdaters,
  type OpenedSession,
  openSessions,
  type UnopenedSession,
  type UpdatedMachine,
} from '@teredo-fleet/db';
import type { Changed } from '../core/channels';
import { type AgentAudit, type AgentCall, defineAgentVerb } from '../core/define-agent-verb';
import type { ParsedInput } from '../inputs';
import type { AgentRefusal, AgentSession } from '../outputs';
import { type FleetSettings, querySettings } from '../settings/settings-store';
import { isCopied } from './judge-copies';
import { refuseAgent } from './refusals';
import { splitIntoRounds } from './session-rounds';
import { type VoidedJobs, voidJobs } from './void-jobs';

type Wanted = ParsedInput<'agent.openSessions'>['sessions'][number];
type Answer = AgentSession | AgentRefusal;

const COPIED =
  'Two machines use this identity at the same time: a disk or a virtual machine was copied. Enrol the copy anew, then release this machine.';

const QUARANTINE = `
update machine set released_to = status, status = 'quarantined', status_reason = $2
where id = $1 and status in ('active', 'pending')`;

/** Copies are judged anew from the session that is there when somebody releases the machine. */
const START_AGAIN =
  'update machine_contact set recent = jsonb_build_array(recent -> -1) where machine_id = $1';

/** A session that was asked for, and what became of it. */
interface Judged {
  wanted: Wanted;
  session: OpenedSession | UnopenedSession;
  /** It gave two machines of one identity away: what was ended for it. */
  copied: VoidedJobs | null;
}

/** Nothing begins on either of the two machines; a change under way on one of them is left to its own end. */
async function quarantine(
  { db, now }: AgentCall,
  { machineId, hostname, remote }: Wanted,
): Promise<VoidedJobs> {
  await db.query(QUARANTINE, [machineId, COPIED]);
  const unstarted = { state: 'quarantined', detail: COPIED } as const;
  const actor = { hostname, address: remote };
  return voidJobs(db, actor, { machineId, unstarted, started: null, at: now });
}

async function judge(
  call: AgentCall,
  wanted: Wanted,
  session: OpenedSession | UnopenedSession,
): Promise<Judged> {
  const isCopy = session.opened && session.status !== 'quarantined' && isCopied(session.recent);
  const copied = isCopy ? await quarantine(call, wanted) : null;
  if (copied !== null || (session.opened && session.status === 'quarantined')) {
    await call.db.query(START_AGAIN, [wanted.machineId]);
  }
  return { wanted, session, copied };
}

function entriesOf({ wanted: { hostname, remote }, session, copied }: Judged): AgentAudit[] {
  if (copied === null || !session.opened) return [];
  const { machineId, scopeId, status, recent } = session;
  const entry: AgentAudit = {
    action: 'machine.quarantine',
    scopeId,
    actorId: machineId,
    actorName: hostname,
    objectKind: 'machine',
    objectId: machineId,
    objectName: hostname,
    outcome: 'done',
    before: { status },
    after: { status: 'quarantined', recent, endedJobs: copied.jobIds },
    reason: COPIED,
    address: remote,
  };
  return [entry, ...copied.entries];
}

function answerOf({ wanted, session, copied }: Judged, { intervals, reachability }: FleetSettings): Answer {
  if (!session.opened) {
    return refuseAgent(session.status === 'retired' ? 'machine-retired' : 'machine-unknown');
  }
  const { machineId, scopeId, enrolmentId, epoch, status } = session;
  return {
    ok: true,
    machineId,
    scopeId,
    hostname: wanted.hostname,
    enrolmentId,
    epoch,
    status: copied === null ? status : 'quarantined',
    quarantinedNow: copied !== null,
    heartbeatSeconds: intervals.heartbeatSeconds,
    observeSeconds: intervals.observeSeconds,
    reachabilityPeer: reachability.peer,
    probeServer: reachability.probeServer,
  };
}

function changedBy({ session, copied }: Judged): Changed[] {
  if (!session.opened) return [];
  return [`machine:${session.machineId}`, ...(copied?.changed ?? [])];
}

/** A machine that came back with the version that was offered to it. */
function updatedEntry({ machineId, hostname, scopeId, version }: UpdatedMachine): AgentAudit {
  return {
    action: 'agentUpdate.end',
    scopeId,
    actorId: machineId,
    actorName: hostname,
    objectKind: 'machine',
    objectId: machineId,
    objectName: hostname,
    outcome: 'done',
    before: null,
    after: { version, state: 'updated' },
    reason: null,
    address: null,
  };
}

/** Whether what a machine tells of its program counts: that of one whose session did not open, or of a copy, does not. */
const isBelieved = ({ session, copied }: Judged): boolean =>
  session.opened && copied === null && session.status !== 'quarantined';

/** One session a machine at most. */
async function openRound(call: AgentCall, round: readonly Wanted[]): Promise<Judged[]> {
  const inputs = round.map(({ highestSequence, platform: _, updates, ...session }) => ({
    ...session,
    trial: updates?.trial ?? false,
    at: call.now,
    agentSequence: highestSequence,
  }));
  const sessions = await openSessions(call.db, inputs);
  const judged: Judged[] = [];
  for (const [index, wanted] of round.entries()) judged.push(await judge(call, wanted, sessions[index]!));
  return judged;
}

/**
 * Makes each proved session its machine's newest, and puts an identity into quarantine when two machines share it.
 * Sessions of one machine in one batch open in the order given; the answers are in that order too.
 */
export const openAgentSessions = defineAgentVerb('agent.openSessions', async (call, { sessions }) => {
  const settings = await querySettings(call.db);
  const judged: Judged[] = [];
  const updated: UpdatedMachine[] = [];
  for (const round of splitIntoRounds(sessions)) {
    const opened = await openRound(call, round);
    judged.push(...opened);
    const believed = opened.filter(isBelieved).map(({ wanted }) => wanted);
    updated.push(...(await noteUpdaters(call.db, believed)));
  }
  const answers = new Map(judged.map((one) => [one.wanted, answerOf(one, settings)]));
  return {
    answer: sessions.map((wanted) => answers.get(wanted)!),
    entries: [...judged.flatMap(entriesOf), ...updated.map(updatedEntry)],
    changed: judged.flatMap(changedBy),
  };
});
