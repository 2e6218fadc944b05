import { openSession, type Queryable } from '@teredo-fleet/db';
import { type AgentChange, defineAgentVerb } from '../core/define-agent-verb';
import { transact } from '../core/transaction';
import type { AgentRefusal, AgentSession } from '../outputs';
import { readSettings } from '../settings/settings-store';
import { isCopied } from './judge-copies';
import { refuseAgent } from './refusals';
import { type VoidedJobs, voidJobs } from './void-jobs';

const COPIED =
  'Two machines use this identity at the same time: a disk or a virtual machine was copied. Enrol the copy anew, then release this machine.';

const STATUS = 'select status from machine where id = $1';
const QUARANTINE = `
update machine set status = 'quarantined', status_reason = $2 where id = $1 and status in ('active', 'pending')`;

/** Copies are judged anew from the session that is there when somebody releases the machine. */
const START_AGAIN =
  'update machine_contact set recent = jsonb_build_array(recent -> -1) where machine_id = $1';

async function refuse(db: Queryable, machineId: string): Promise<AgentChange<AgentRefusal>> {
  const { rows } = await db.query<{ status: string }>(STATUS, [machineId]);
  const code = rows[0]?.status === 'retired' ? 'machine-retired' : 'machine-unknown';
  return { result: refuseAgent(code), entries: [], changed: [] };
}

const NOTHING_VOIDED: VoidedJobs = { jobIds: [], entries: [], changed: [] };

/** Nothing begins on either of the two machines; a change under way on one of them is left to its own end. */
async function quarantine(
  db: Queryable,
  { machineId, hostname, now }: { machineId: string; hostname: string; now: Date },
): Promise<VoidedJobs> {
  await db.query(QUARANTINE, [machineId, COPIED]);
  const unstarted = { state: 'quarantined', detail: COPIED } as const;
  return voidJobs(db, hostname, { machineId, unstarted, started: null, at: now });
}

/** Makes a proved session the machine's newest, and puts the identity into quarantine when two machines share it. */
export const openAgentSession = defineAgentVerb(
  'agent.openSession',
  async ({ db, context, now }, input): Promise<AgentChange<AgentSession | AgentRefusal>> => {
    const { highestSequence, machineId, hostname, platform: _, ...session } = input;
    const opened = await openSession(db, {
      ...session,
      machineId,
      hostname,
      at: now,
      clockSkewMs: null,
      agentSequence: highestSequence,
    });
    if (opened === null) return refuse(db, machineId);
    const settings = await transact(context, '*', readSettings);
    const { scopeId, enrolmentId, epoch } = opened;
    const quarantinedNow = opened.status !== 'quarantined' && isCopied(opened.recent);
    const voided = quarantinedNow ? await quarantine(db, { machineId, hostname, now }) : NOTHING_VOIDED;
    const status = quarantinedNow ? 'quarantined' : opened.status;
    if (status === 'quarantined') await db.query(START_AGAIN, [machineId]);
    const entry = {
      action: 'machine.quarantine',
      scopeId,
      actorId: machineId,
      actorName: hostname,
      objectKind: 'machine',
      objectId: machineId,
      objectName: hostname,
      outcome: 'done' as const,
      before: { status: opened.status },
      after: { status, recent: opened.recent, endedJobs: voided.jobIds },
      reason: COPIED,
    };
    return {
      result: {
        ok: true,
        machineId,
        scopeId,
        hostname,
        enrolmentId,
        epoch,
        status,
        quarantinedNow,
        heartbeatSeconds: settings.intervals.heartbeatSeconds,
        observeSeconds: settings.intervals.observeSeconds,
        reachabilityPeer: settings.reachability.peer,
        probeServer: settings.reachability.probeServer,
      },
      entries: quarantinedNow ? [entry, ...voided.entries] : [],
      changed: [`machine:${machineId}`, ...voided.changed],
    };
  },
);
