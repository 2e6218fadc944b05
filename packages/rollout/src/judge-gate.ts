import type { Gate } from './gate';
import { sampleOf, type Tally, tallyOf } from './tally';
import type { WaveCounts } from './wave-counts';

export type CheckName = 'nobody-to-judge' | 'sample' | 'success' | 'coverage' | 'late' | 'blocked';

/** One comparison of a gate. `percent` is null where numbers of machines are compared, `part` with `whole`. */
export interface GateCheck {
  name: CheckName;
  passes: boolean;
  part: number;
  whole: number;
  comparison: 'at-least' | 'at-most';
  percent: number | null;
}

const atLeast = (name: CheckName, part: number, whole: number, percent: number): GateCheck => ({
  name,
  passes: 100 * part >= percent * whole,
  part,
  whole,
  comparison: 'at-least',
  percent,
});

const atMost = (name: CheckName, part: number, whole: number, percent: number): GateCheck => ({
  name,
  passes: 100 * part <= percent * whole,
  part,
  whole,
  comparison: 'at-most',
  percent,
});

const enough = (name: CheckName, part: number, whole: number): GateCheck => ({
  name,
  passes: part >= whole,
  part,
  whole,
  comparison: 'at-least',
  percent: null,
});

/** Whether so many results are good (SPEC G3). */
export function checkSuccess(gate: Gate, { good, reported }: Tally): GateCheck {
  return atLeast('success', good, reported, gate.successPercent);
}

/** Every check of the gate in a fixed order (SPEC G3, G4); none when there is nothing left to judge. Throws WaveCountsError. */
export function judgeGate(gate: Gate, counts: WaveCounts): GateCheck[] {
  const tally = tallyOf(counts);
  const { toChange, good, reported, acknowledged, late, blocked, planned } = tally;
  if (toChange === 0) {
    const compliant = counts.alreadyCompliant;
    const others = planned - counts.excluded - compliant;
    return compliant > 0 && others === 0 ? [] : [enough('nobody-to-judge', 0, 1)];
  }
  return [
    enough('sample', good, sampleOf(gate.minSample, tally)),
    checkSuccess(gate, tally),
    atLeast('coverage', reported + acknowledged, toChange, gate.coveragePercent),
    atMost('late', late, toChange + late, gate.maxLatePercent),
    atMost('blocked', blocked, planned, gate.maxBlockedPercent),
  ];
}
