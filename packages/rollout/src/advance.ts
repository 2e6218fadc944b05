import type { Advance, Decision, Hold } from './decisions';
import { endHolds, isPastEnd, waitingMachines } from './ending';
import { judgePause } from './judge-pause';
import { judgeWave } from './judge-wave';
import { nextWake, patienceEndsAt } from './next-wake';
import type { RolloutStanding } from './rollout-state';
import { addCounts } from './wave-counts';

const NOTHING: Advance = { decisions: [], holds: [], wakeAt: null };

/** What outranks every rollout. */
function outerHolds({ brake, frozenUntil }: RolloutStanding, nowMs: number): Hold[] {
  const holds: Hold[] = [];
  if (brake) holds.push({ name: 'brake' });
  if (frozenUntil !== null && frozenUntil > nowMs) holds.push({ name: 'frozen', until: frozenUntil });
  return holds;
}

const progress = (nowMs: number, ...decisions: Decision[]): Advance => ({
  decisions,
  holds: [],
  wakeAt: nowMs,
});

const held = (
  rollout: RolloutStanding,
  nowMs: number,
  holds: Hold[],
  decisions: Decision[] = [],
): Advance => ({
  decisions,
  holds,
  wakeAt: decisions.length > 0 ? nowMs : nextWake(rollout, holds, nowMs),
});

function advanceEnded(rollout: RolloutStanding, nowMs: number): Advance {
  if (waitingMachines(rollout) > 0) return progress(nowMs, { kind: 'close' });
  const holds = endHolds(rollout);
  return holds.length === 0 ? progress(nowMs, { kind: 'finish' }) : held(rollout, nowMs, holds);
}

function advanceApproved(rollout: RolloutStanding, nowMs: number): Advance {
  const holds = outerHolds(rollout, nowMs);
  const { startAt } = rollout;
  if (startAt !== null && startAt > nowMs) holds.push({ name: 'scheduled', at: startAt });
  return holds.length === 0 ? progress(nowMs, { kind: 'start' }) : held(rollout, nowMs, holds);
}

function moveToLate({ waves }: RolloutStanding, nowMs: number): Decision[] {
  return waves.flatMap((standing, wave): Decision[] => {
    const endsAt = patienceEndsAt(standing);
    return endsAt === null || endsAt > nowMs ? [] : [{ kind: 'move-to-late', wave }];
  });
}

/** Nothing would be cut short by it (SPEC A12). */
function mayGiveUp({ givesUp, waves, latePool }: RolloutStanding, holds: readonly Hold[]): boolean {
  const { begun, provisional } = addCounts([...waves.map(({ counts }) => counts), latePool]);
  return givesUp && begun + provisional === 0 && holds.some(({ name }) => name === 'nobody-to-judge');
}

function advanceWaves(rollout: RolloutStanding, nowMs: number): Advance {
  const next = rollout.waves.findIndex(({ openedAt }) => openedAt === null);
  if (next === 0) return progress(nowMs, { kind: 'open-wave', wave: 0 });
  if (next === -1) {
    const holds = endHolds(rollout);
    return holds.length === 0 ? progress(nowMs, { kind: 'finish' }) : held(rollout, nowMs, holds);
  }
  const { note, holds } = judgeWave(rollout.waves[next - 1]!, next - 1, nowMs);
  if (mayGiveUp(rollout, holds)) return progress(nowMs, { kind: 'give-up', wave: next - 1 });
  if (note !== null) return held(rollout, nowMs, holds, [note]);
  return holds.length === 0
    ? progress(nowMs, { kind: 'open-wave', wave: next })
    : held(rollout, nowMs, holds);
}

function advanceRunning(rollout: RolloutStanding, nowMs: number): Advance {
  const reason = judgePause(rollout);
  if (reason !== null) return progress(nowMs, { kind: 'pause', reason });
  const outer = outerHolds(rollout, nowMs);
  if (outer.length > 0) return held(rollout, nowMs, outer);
  const late = moveToLate(rollout, nowMs);
  return late.length > 0 ? progress(nowMs, ...late) : advanceWaves(rollout, nowMs);
}

/**
 * What to do about a rollout now, what holds it and when to ask again (SPEC A1 to A10). Pure: the same standing and time
 * give the same answer. Throws WaveCountsError on counts that can't be true.
 */
export function advance(rollout: RolloutStanding, nowMs: number): Advance {
  const { state } = rollout;
  if (state !== 'approved' && state !== 'running' && state !== 'paused') return NOTHING;
  if (isPastEnd(rollout, nowMs)) return advanceEnded(rollout, nowMs);
  switch (state) {
    case 'approved':
      return advanceApproved(rollout, nowMs);
    case 'running':
      return advanceRunning(rollout, nowMs);
    case 'paused':
      return held(rollout, nowMs, [...outerHolds(rollout, nowMs), { name: 'paused' }]);
  }
}
