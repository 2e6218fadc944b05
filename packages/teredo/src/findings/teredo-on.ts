import { isOn, isSeenToRun } from '../diagnosis-rule';
import { factAt } from '../evidence-fact';
import type { Observation } from '../observation';
import { keepsTeredoOff } from '../windows-generation';
import type { RuleJudgement } from './finding-rule';
import { judged } from './finding-rule';

/** Whether Teredo is on as a client. What was not understood is never taken for off. */
export function whetherOn(observation: Observation): boolean | 'unknown' {
  if (isOn(observation)) return true;
  const { configured, effective, ipv6 } = observation;
  if (keepsTeredoOff(ipv6.disabledComponents)) return false;
  if (configured.type === 'unknown') return isSeenToRun(observation) ? true : 'unknown';
  return configured.type === 'default' && effective.state === 'unknown' ? 'unknown' : false;
}

/** Whether a client runs or has an address, whatever is set: a change of its settings need not have reached it. */
export function isLive(observation: Observation): boolean {
  return isSeenToRun(observation) || observation.effective.address !== null;
}

export const OFF = 'Teredo is off on this machine.';

const whatIsSet = (observation: Observation) => ({
  at: observation.configured.at,
  evidence: [factAt(observation, 'configured.type'), factAt(observation, 'effective.state')],
});

/** The verdict of a rule that is for machines on which it is on. */
export function isOff(observation: Observation): RuleJudgement {
  return judged('not-applicable', OFF, whatIsSet(observation));
}

/** The verdict where nobody can tell whether it is on. */
export function onUnknown(observation: Observation): RuleJudgement {
  return judged('unknown', 'Whether Teredo is on could not be read.', whatIsSet(observation));
}
