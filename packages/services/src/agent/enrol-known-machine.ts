import { enrolAgain, type KnownMachine, notify, type Queryable } from '@teredo-fleet/db';
import type { AgentChange } from '../core/define-agent-verb';
import type { ParsedInput } from '../inputs';
import type { AgentEnrolled } from '../outputs';
import type { Standing } from './enrol-standing';
import { voidJobs } from './void-jobs';

type Enrol = ParsedInput<'agent.enrol'> & { address: string | null };

const NOT_BEGUN =
  'The machine was enrolled again before the change began, and what was under way of its earlier enrolment is void. Start it again if it is still wanted.';
const BEGUN =
  'The machine was enrolled again while the change was under way, so how it ended is not known. Look at the machine before you change it again.';

/** What decides about a machine that comes back with a token. */
export interface SecondEnrolment {
  known: KnownMachine;
  token: { label: string };
  standing: Standing;
  enrolmentId: string;
  now: Date;
}

/**
 * Gives a machine whose key is known a new enrolment: jobs of the earlier one are void, its session is over. A retired
 * machine is in use again, as the token says; a quarantined one stays quarantined.
 */
export async function enrolKnownMachine(
  db: Queryable,
  input: Enrol,
  { known, token, standing, enrolmentId, now }: SecondEnrolment,
): Promise<AgentChange<AgentEnrolled>> {
  const { machineId, scopeId } = known;
  const { hostname, platform, agentVersion, hardwareId, timeZone, tokenId, address } = input;
  const { jobIds, entries, changed } = await voidJobs(db, input, {
    machineId,
    unstarted: { state: 'cancelled', detail: NOT_BEGUN },
    started: { state: 'timed-out', detail: BEGUN },
    at: now,
  });
  const status = await enrolAgain(db, {
    machineId,
    enrolmentId,
    tokenId,
    label: token.label,
    status: standing.status,
    statusReason: standing.reason,
    hostname,
    platform,
    agentVersion,
    hardwareId,
    timeZone,
    at: now,
  });
  await notify(db, 'teredo_wake', [`gateway:${machineId}`]);
  const entry = {
    action: 'agent.enrolAgain',
    scopeId,
    actorId: machineId,
    actorName: hostname,
    objectKind: 'machine',
    objectId: machineId,
    objectName: hostname,
    outcome: 'done' as const,
    before: {
      status: known.status,
      reason: known.statusReason,
      enrolmentId: known.enrolmentId,
      token: known.tokenId,
    },
    after: {
      status,
      enrolmentId,
      token: tokenId,
      label: token.label,
      hostname,
      platform,
      agentVersion,
      endedJobs: jobIds,
    },
    reason: standing.reason,
    address,
  };
  return {
    answer: { ok: true, machineId, enrolmentId, status, enrolment: 'again' },
    entries: [entry, ...entries],
    changed: [`machine:${machineId}`, `token:${tokenId}`, ...changed],
  };
}
