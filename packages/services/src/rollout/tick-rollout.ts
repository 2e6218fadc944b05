import {
  type AuditInput,
  claimDueRollout,
  type DueRollout,
  notify,
  pauseRolloutRow,
  type Queryable,
  setLook,
  takeEndsToJudge,
  writeAudit,
} from '@teredo-fleet/db';
import {
  type Advance,
  advance,
  type Hold,
  mayAnyEndPause,
  type RolloutStanding,
} from '@teredo-fleet/rollout';
import { type Applied, applyDecision } from './apply-decision';
import { leaveAlone } from './leave-alone';
import { makeJobs, UnapprovedPlanError } from './make-jobs';
import { isUnjudgeable, readStanding, UnreadablePlanError } from './rollout-standing';
import { takeJoiners } from './take-joiners';

/** How often a running rollout is counted anew: what its machines report changes the answer. */
const LOOK_MS = 2_000;

/** Jobs made in one transaction: it holds the rows of as many machines. */
const JOBS_AT_ONCE = 500;

/** Holds that end by what machines report, also of a paused rollout whose end has come. */
const ENDED_BY_REPORTS: readonly Hold['name'][] = ['under-way', 'late-pool', 'out-of-contact'];

/** When to look again: at the moment that the answer names, and soon while news may change it. */
function nextLook({ wakeAt, holds, decisions }: Advance, { state, now }: DueRollout): Date | null {
  const paused = decisions.some(({ kind }) => kind === 'pause');
  const isWaiting = holds.some(({ name }) => ENDED_BY_REPORTS.includes(name));
  const news = isWaiting || (state === 'running' && !paused) ? now.getTime() + LOOK_MS : null;
  const times = [wakeAt, news].filter((time) => time !== null);
  return times.length === 0 ? null : new Date(Math.min(...times));
}

function entryOf(rollout: DueRollout, { action, after, reason }: Applied): AuditInput {
  return {
    scopeId: rollout.scopeId,
    actorKind: 'system',
    actorId: null,
    actorName: 'engine',
    action,
    objectKind: 'rollout',
    objectId: rollout.id,
    objectName: rollout.name,
    outcome: 'done',
    before: { state: rollout.state },
    after,
    reason,
    requestId: null,
    address: null,
  };
}

/** What was decided, and whether any further end of a job is to be judged before the next start. */
interface Judged {
  answer: Advance;
  anyEndCounts: boolean;
}

const NOTHING: Judged = { answer: { decisions: [], holds: [], wakeAt: null }, anyEndCounts: false };

/** Nothing may be decided on what can't be read or can't be true: the rollout waits for a person. */
async function pauseOverFault(db: Queryable, rollout: DueRollout, reason: string): Promise<Judged> {
  if (rollout.state === 'paused') return NOTHING;
  await pauseRolloutRow(db, rollout.id, reason);
  await writeAudit(db, [entryOf(rollout, { action: 'rollout.pause', after: { state: 'paused' }, reason })]);
  await notify(db, 'teredo_changed', [`rollout:${rollout.id}`, 'audit']);
  return NOTHING;
}

async function judge(db: Queryable, rollout: DueRollout): Promise<Judged> {
  let standing: RolloutStanding;
  let answer: Advance;
  try {
    standing = await readStanding(db, rollout);
    answer = advance(standing, rollout.now.getTime());
  } catch (error) {
    if (!isUnjudgeable(error)) throw error;
    return pauseOverFault(db, rollout, error.message);
  }
  const applied: Applied[] = [];
  for (const decision of answer.decisions) {
    const one = await applyDecision(db, { id: rollout.id, standing }, decision);
    if (one !== null) applied.push(one);
  }
  await writeAudit(
    db,
    applied.map((one) => entryOf(rollout, one)),
  );
  // After progress the counts stand otherwise, and are looked at again at once.
  return { answer, anyEndCounts: answer.decisions.length > 0 || mayAnyEndPause(standing) };
}

/** A rollout could not be moved on; whatever was begun was undone. */
export class RolloutTickError extends Error {
  readonly code = 'rollout-tick';
  override readonly name = 'RolloutTickError';

  constructor(
    readonly rolloutId: string,
    override readonly cause: unknown,
  ) {
    super(`The rollout ${rolloutId} could not be moved on. It is tried again in a minute.`);
  }
}

/** Asks the machines whose turn it is; a plan that can't be read, or that nobody approves, waits for a person. */
async function ask(db: Queryable, rollout: DueRollout): Promise<string[]> {
  try {
    return await makeJobs(db, rollout, JOBS_AT_ONCE);
  } catch (error) {
    if (!(error instanceof UnreadablePlanError || error instanceof UnapprovedPlanError)) throw error;
    await pauseOverFault(db, rollout, error.message);
    return [];
  }
}

/** Machines that fit a live target since; before the rollout is judged, so that they count. */
async function letJoin(db: Queryable, rollout: DueRollout): Promise<number> {
  const machines = await takeJoiners(db, rollout);
  if (machines > 0)
    await writeAudit(db, [entryOf(rollout, { action: 'rollout.join', after: { machines }, reason: null })]);
  return machines;
}

/** Each such word is on record, with whom it is of. */
async function letGo(db: Queryable, rollout: DueRollout): Promise<number> {
  const left = await leaveAlone(db, rollout);
  await writeAudit(
    db,
    left.map(({ machineIds, reason }) =>
      entryOf(rollout, {
        action: 'rollout.leave-alone',
        after: { machines: machineIds.length, machineIds },
        reason,
      }),
    ),
  );
  return left.reduce((total, { machineIds }) => total + machineIds.length, 0);
}

async function step(db: Queryable, rollout: DueRollout): Promise<void> {
  await takeEndsToJudge(db, rollout.id);
  const left = await letGo(db, rollout);
  const joined = await letJoin(db, rollout);
  const { answer, anyEndCounts } = await judge(db, rollout);
  const { decisions } = answer;
  const finished = decisions.some(({ kind }) => kind === 'finish' || kind === 'give-up');
  const asked = finished ? [] : await ask(db, rollout);
  if (!finished) await setLook(db, rollout.id, { at: nextLook(answer, rollout), anyEndCounts });
  if (decisions.length === 0 && asked.length === 0 && joined + left === 0) return;
  await notify(db, 'teredo_changed', [`rollout:${rollout.id}`, 'audit']);
  await notify(db, 'teredo_wake', ['gateway', ...(asked.length > 0 ? ['signer'] : [])]);
}

/**
 * One step of the rollout that has been due for the longest time: claim, count, judge, carry out, put on record, ask the
 * machines of open waves and wake, all in the caller's transaction. Any number of servers may call it at once. Gives the
 * rollout's id; null when nothing is due. `except` are rollouts that this server failed at a moment ago: the others go
 * on. Throws RolloutTickError.
 */
export async function tickRollout(db: Queryable, except: readonly string[] = []): Promise<string | null> {
  const rollout = await claimDueRollout(db, except);
  if (rollout === null) return null;
  try {
    await step(db, rollout);
  } catch (error) {
    throw new RolloutTickError(rollout.id, error);
  }
  return rollout.id;
}
