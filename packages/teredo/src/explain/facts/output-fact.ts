import type { NotUnderstood } from '../../readers/not-understood';

/** One thing that an output says, in words that can be read out. */
export interface OutputFact {
  name: string;
  value: string;
}

export function fact(name: string, value: string): OutputFact {
  return { name, value };
}

/** Without those that the output doesn't say. */
export function told(facts: (OutputFact | null)[]): OutputFact[] {
  const kept: OutputFact[] = [];
  for (const one of facts) if (one !== null) kept.push(one);
  return kept;
}

/** A fact of a value that may not be said. */
export function factOf(name: string, value: string | number | null): OutputFact | null {
  return value === null ? null : fact(name, String(value));
}

/** `yes`, `no`, or that it was not understood; null when it isn't said. */
export function yesNo(value: boolean | 'unknown' | null): string | null {
  if (value === null) return null;
  return value === 'unknown' ? 'not understood' : value ? 'yes' : 'no';
}

const NAMES: { [field: string]: string } = {
  type: 'Type',
  serverName: 'Server',
  refreshIntervalSeconds: 'Refresh interval',
  clientPort: 'Client port',
  state: 'State',
  role: 'Role',
  network: 'Network',
  nat: 'NAT',
  error: 'Error',
  errorCode: 'Error code',
  natBehaviour: 'What the NAT does',
  localMapping: 'Inside address',
  externalMapping: 'Outside address',
};

/** What was there and was not understood, so that a person can judge it. */
export function missedFacts(missed: NotUnderstood[]): OutputFact[] {
  return missed.map(({ field, text }) => fact(`${NAMES[field] ?? field}, not understood`, text));
}
