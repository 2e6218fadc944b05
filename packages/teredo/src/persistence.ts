import type { DiagnosisRule, Finding } from './diagnosis-rule';
import { isOn } from './diagnosis-rule';
import type { FactCode } from './facts-to-fetch';
import type { Observation } from './observation';
import type { Diagnosis, DiagnosisConfidence } from './plan-types';

/** Looks in a row, or the time between the first and the last of them, from which on a momentary cause is sure. */
const LASTING_LOOKS = 3;
const LASTING_MS = 5 * 60_000;
/** A cause that was not there so short a time ago is not an alarm yet. */
const SETTLING_MS = 60_000;

/** A finding with what the looks before make of it. */
export interface JudgedFinding
  extends Pick<Diagnosis, 'severity' | 'confidence' | 'text' | 'looks' | 'since'> {
  missing: FactCode[];
}

interface Run {
  looks: number;
  since: number;
}

/** How many looks in a row find the same, and when the first of them was. */
function runOf(rule: DiagnosisRule, observation: Observation, earlier: Observation[]): Run {
  const run = { looks: 1, since: observation.effective.at };
  if (rule.pace === 'over-time') return run;
  for (const look of earlier) {
    if (rule.find(look, []) === null) break;
    run.looks += 1;
    run.since = look.effective.at;
  }
  return run;
}

const SURER: Record<DiagnosisConfidence, DiagnosisConfidence> = {
  possible: 'likely',
  likely: 'certain',
  certain: 'certain',
};

function isLasting({ looks, since }: Run, { effective }: Observation): boolean {
  return looks >= LASTING_LOOKS || effective.at - since >= LASTING_MS;
}

/** Milliseconds since a look at a client that was on and did not show the cause; null where that isn't so or not told. */
function msSinceOtherwise(run: Run, observation: Observation, earlier: Observation[]): number | null {
  const before = earlier[run.looks - 1];
  if (before === undefined || !isOn(before)) return null;
  const ms = observation.effective.at - before.effective.at;
  return ms >= 0 ? ms : null;
}

function settling(finding: Finding, ms: number): Pick<JudgedFinding, 'text' | 'missing'> {
  const missing: FactCode[] = finding.missing.filter((code) => code !== 'later-look');
  missing.push('later-look');
  const ago = Math.round(ms / 1000);
  const text = `${finding.text} It was not so ${ago} s before: that is not an alarm yet, look again in a minute.`;
  return { text, missing };
}

/**
 * Weighs a finding by the looks before it. A momentary one that lasts is a step surer; one that the agent did
 * not measure itself and that was not there a minute ago is a possibility to look at again.
 */
export function judgedOverTime(
  rule: DiagnosisRule,
  finding: Finding,
  observation: Observation,
  earlier: Observation[],
): JudgedFinding {
  const run = runOf(rule, observation, earlier);
  const judged: JudgedFinding = {
    severity: finding.severity ?? rule.severity,
    confidence: finding.confidence ?? rule.confidence,
    text: finding.text,
    missing: finding.missing,
    looks: run.looks,
    since: run.since,
  };
  if (rule.pace !== 'momentary' || judged.confidence === 'certain') return judged;
  if (isLasting(run, observation)) {
    const severity = finding.lasting ?? judged.severity;
    return { ...judged, severity, confidence: SURER[judged.confidence] };
  }
  const ms = msSinceOtherwise(run, observation, earlier);
  if (ms === null || ms > SETTLING_MS) return judged;
  return { ...judged, ...settling(finding, ms), severity: 'warning', confidence: 'possible' };
}
