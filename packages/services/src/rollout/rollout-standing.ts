import {
  countMembers,
  type Queryable,
  repairMayGiveUp,
  type StoredRollout,
  type StoredWave,
} from '@teredo-fleet/db';
import {
  type RolloutStanding,
  readGate,
  UnknownJobStateError,
  type WaveCounts,
  WaveCountsError,
  type WaveStanding,
} from '@teredo-fleet/rollout';
import * as z from 'zod';
import { foldMembers } from './fold-members';

/** The part of a plan that says when; milliseconds since 1970. */
const schedule = z.object({ startAt: z.int().nullish(), endAt: z.int().nullish() });

/** A plan that can't be judged, in words for whoever wrote it. */
export class UnreadablePlanError extends Error {
  readonly code = 'unreadable-plan';
  override readonly name = 'UnreadablePlanError';
}

/** Whether it says that a rollout can't be judged, in words for a person: the engine pauses such a one. */
export function isUnjudgeable(
  error: unknown,
): error is UnreadablePlanError | WaveCountsError | UnknownJobStateError {
  return (
    error instanceof UnreadablePlanError ||
    error instanceof WaveCountsError ||
    error instanceof UnknownJobStateError
  );
}

function standingOf(wave: StoredWave, counts: WaveCounts): WaveStanding {
  const reading = readGate(wave.gate);
  if (!reading.ok) {
    const faults = reading.faults.map(({ text }) => text).join(' ');
    throw new UnreadablePlanError(
      `The gate of the wave "${wave.name}" can't be read: ${faults} Clone the rollout and set it anew.`,
    );
  }
  return {
    gate: reading.gate,
    patienceSeconds: wave.patienceSeconds,
    openedAt: wave.openedAt?.getTime() ?? null,
    gateMetAt: wave.gateMetAt?.getTime() ?? null,
    promoted: wave.promotedAt !== null,
    overridden: wave.overriddenAt !== null,
    counts,
  };
}

/** What became of a rollout's machines, by its waves, for whoever judges nothing. Throws UnreadablePlanError. */
export async function readCountedWaves(
  db: Queryable,
  rollout: StoredRollout,
): Promise<Omit<RolloutStanding, 'givesUp'>> {
  const plan = schedule.safeParse(rollout.plan);
  if (!plan.success)
    throw new UnreadablePlanError("The plan's start and end can't be read. Clone it and set them anew.");
  const { waves, latePool } = foldMembers(await countMembers(db, rollout.id), rollout.waves.length);
  return {
    state: rollout.state,
    startAt: plan.data.startAt ?? null,
    endAt: plan.data.endAt ?? null,
    brake: rollout.brake,
    frozenUntil: rollout.frozenUntil?.getTime() ?? null,
    waves: rollout.waves.map((wave, number) => standingOf(wave, waves[number]!)),
    latePool,
  };
}

/** Everything that the engine judges, counted in the transaction that read the rollout. Throws UnreadablePlanError. */
export async function readStanding(db: Queryable, rollout: StoredRollout): Promise<RolloutStanding> {
  const { id, kind, state } = rollout;
  const givesUp = kind === 'repair' && state === 'running' && (await repairMayGiveUp(db, id));
  return { ...(await readCountedWaves(db, rollout)), givesUp };
}
