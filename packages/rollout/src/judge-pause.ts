import type { PauseReason } from './decisions';
import { checkSuccess } from './judge-gate';
import { judgeTrip } from './judge-trip';
import type { RolloutStanding, WaveStanding } from './rollout-state';
import { tallyOf } from './tally';
import { addCounts } from './wave-counts';

const isOpen = ({ openedAt }: WaveStanding): boolean => openedAt !== null;

function tripOfWaves({ waves }: RolloutStanding): PauseReason | null {
  for (const [wave, { gate, counts, openedAt }] of waves.entries()) {
    if (openedAt === null) continue;
    const trip = judgeTrip(gate, tallyOf(counts));
    if (trip !== null) return { kind: 'trip', wave, trip };
  }
  return null;
}

function tripOfLatePool({ waves, latePool }: RolloutStanding): PauseReason | null {
  const open = waves.filter(isOpen);
  const newest = open.at(-1);
  if (newest === undefined || tallyOf(latePool).newBad === 0) return null;
  const all = addCounts([...open.map(({ counts }) => counts), latePool]);
  const trip = judgeTrip(newest.gate, tallyOf(all));
  return trip === null ? null : { kind: 'trip', wave: null, trip };
}

function finishedBelowSuccess({ waves }: RolloutStanding): PauseReason | null {
  for (const [wave, { gate, counts, openedAt, overridden }] of waves.entries()) {
    const tally = tallyOf(counts);
    if (openedAt === null || overridden || !tally.finished || tally.reported === 0) continue;
    const check = checkSuccess(gate, tally);
    if (!check.passes) return { kind: 'below-success', wave, check };
  }
  return null;
}

/** Why the rollout must pause now, if it must (SPEC A3, G5). Throws WaveCountsError. */
export function judgePause(rollout: RolloutStanding): PauseReason | null {
  return tripOfWaves(rollout) ?? tripOfLatePool(rollout) ?? finishedBelowSuccess(rollout);
}
