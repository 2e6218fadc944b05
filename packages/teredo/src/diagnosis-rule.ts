import { factInWords } from './evidence-fact';
import type { FactCode } from './facts-to-fetch';
import type { Observation } from './observation';
import type { Diagnosis, DiagnosisConfidence, DiagnosisSeverity, EvidenceFact } from './plan-types';
import { keepsTeredoOff } from './windows-generation';

/** What a rule found in one observation. */
export interface Finding {
  /** One or two sentences for this very machine. */
  text: string;
  evidence: EvidenceFact[];
  /** Set where it isn't the rule's usual one. */
  severity: DiagnosisSeverity | null;
  confidence: DiagnosisConfidence | null;
  /** The severity of a momentary cause that lasts, where that is another. */
  lasting: DiagnosisSeverity | null;
  /** Facts that would make it surer. */
  missing: FactCode[];
}

/**
 * How long a cause has to be watched. `standing`: one look is enough. `momentary`: it may be over in seconds, so that
 * looks that agree make it surer and one that differs takes the alarm away. `over-time`: it also asks the looks before.
 */
export type RulePace = 'standing' | 'momentary' | 'over-time';

/** One documented code: docs/diagnosis.md is tested against these. */
export interface DiagnosisRule {
  code: string;
  severity: DiagnosisSeverity;
  title: string;
  /** When it is said, for the documentation. */
  meaning: string;
  remedy: string | null;
  confidence: Diagnosis['confidence'];
  pace: RulePace;
  /** `earlier`: the looks before, the newest first; only rules over time look at them. */
  find(observation: Observation, earlier: Observation[]): Finding | null;
}

type Unusual = Pick<Finding, 'severity' | 'confidence' | 'lasting' | 'missing'>;

const USUAL: Unusual = { severity: null, confidence: null, lasting: null, missing: [] };

/** A finding, of the rule's usual severity and confidence unless said otherwise. */
export function found(text: string, evidence: EvidenceFact[], change: Partial<Unusual> = {}): Finding {
  return { ...USUAL, ...change, text, evidence };
}

/** Whether the client is seen to run. */
export function isSeenToRun({ effective }: Pick<Observation, 'effective'>): boolean {
  return effective.state === 'dormant' || effective.state === 'probe' || effective.state === 'qualified';
}

/** Reasons for being offline that only a client finds which DisabledComponents lets try. */
const FOUND_BY_TRYING: Observation['effective']['error'][] = [
  'primary-server-unreachable',
  'server-name-unresolved',
  'managed-network',
  'symmetric-nat',
];

/** Whether the client is seen to run or to have tried. */
export function isSeenToTry(observation: Pick<Observation, 'effective'>): boolean {
  return isSeenToRun(observation) || FOUND_BY_TRYING.indexOf(observation.effective.error) !== -1;
}

/** Whether the client names a reason for being offline, which one that is off has not got. */
function namesError({ effective }: Observation): boolean {
  return effective.error !== null && effective.error !== 'none';
}

/**
 * Whether Teredo is to be on as a client. `default` is on or off by what is seen to run or to be tried; what
 * DisabledComponents takes away is off, whatever is set.
 */
export function isOn(observation: Observation): boolean {
  const { type } = observation.configured;
  if (keepsTeredoOff(observation.ipv6.disabledComponents) && !isSeenToRun(observation)) return false;
  if (type === 'default') return isSeenToRun(observation) || namesError(observation);
  return type === 'client' || type === 'enterpriseclient' || type === 'natawareclient';
}

/** The program that runs Teredo, by the name a reader knows. */
export function clientName(observation: Observation): string {
  return observation.os.family === 'linux' ? 'Miredo' : 'Windows';
}

/** The ping through Teredo as evidence; empty when there was none. */
export function pingFacts(observation: Observation): EvidenceFact[] {
  const { ping } = observation.reachable;
  if (ping === null) return [];
  const words = `${ping.received} of ${ping.sent} answered by ${ping.peer}`;
  return [factInWords(observation, 'reachable.ping', words)];
}
