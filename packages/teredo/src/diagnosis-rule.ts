import type { Observation } from './observation';
import type { Diagnosis, DiagnosisSeverity } from './plan-types';

/** What a rule found in one observation. */
export interface Finding {
  /** One or two sentences for this very machine. */
  text: string;
  /** The facts it rests on, as `path = value`. */
  evidence: string[];
  /** Set where it isn't the rule's usual one. */
  severity: DiagnosisSeverity | null;
}

/** One documented code: docs/diagnosis.md is tested against these. */
export interface DiagnosisRule {
  code: string;
  severity: DiagnosisSeverity;
  title: string;
  /** When it is said, for the documentation. */
  meaning: string;
  remedy: string | null;
  confidence: Diagnosis['confidence'];
  find(observation: Observation): Finding | null;
}

/** A finding of the rule's usual severity. */
export function found(text: string, evidence: string[], severity: DiagnosisSeverity | null = null): Finding {
  return { text, evidence, severity };
}

/** Whether Teredo is set to be on as a client. `default` is on or off by what is seen to run. */
export function isOn({ configured, effective }: Observation): boolean {
  const type = configured.type;
  if (type === 'default') return effective.state !== 'offline' && effective.state !== 'unknown';
  return type === 'client' || type === 'enterpriseclient' || type === 'natawareclient';
}

/** The program that runs Teredo, by the name a reader knows. */
export function clientName(observation: Observation): string {
  return observation.os.family === 'linux' ? 'Miredo' : 'Windows';
}

/** The ping through Teredo as evidence; empty when there was none. */
export function pingWords({ reachable }: Observation): string[] {
  const ping = reachable.ping;
  return ping === null ? [] : [`ping ${ping.peer}: ${ping.received} of ${ping.sent} answered`];
}
