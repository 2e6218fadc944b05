import { factAt } from '../evidence-fact';
import type { Observation } from '../observation';
import type { EvidenceFact } from '../plan-types';

/** From what asks for something to what asks for nothing. */
export const FINDING_VERDICTS = ['finding', 'unknown', 'not-reviewed', 'pass', 'not-applicable'] as const;

/**
 * What a rule says of one machine. `not-reviewed`: the fact was never asked for, as by an agent of before it was read.
 * `unknown`: it was asked for and not understood, or nothing was measured yet.
 */
export type FindingVerdict = (typeof FINDING_VERDICTS)[number];

/** Whether a rule asks that something be set as it says, or that something work. The two are never one verdict. */
export type FindingKind = 'compliance' | 'function';

export interface RuleJudgement {
  verdict: FindingVerdict;
  /** One or two sentences for this very machine. */
  text: string;
  evidence: EvidenceFact[];
  /** When the fact was read, milliseconds since 1970-01-01T00:00:00Z by the machine's clock; null: there is none. */
  factAt: number | null;
}

/** Who asks for it, and where it can be read. */
export interface RuleSource {
  name: string;
  version: string;
  item: string;
}

/** One named rule, as data: the documentation's table and every report are made from it. */
export interface FindingRule {
  /** Lower case letters, digits and hyphens; it never changes. */
  id: string;
  /** Rises whenever the rule comes to mean something else: a waiver is of one version, and of no later one. */
  version: number;
  kind: FindingKind;
  title: string;
  severity: 'high' | 'medium' | 'low';
  /** What it asks for, in our words. */
  demand: string;
  appliesTo: string;
  remedy: string;
  source: RuleSource;
  judge(observation: Observation): RuleJudgement;
}

/** A verdict by a fact that was read at a time. */
export function judged(
  verdict: FindingVerdict,
  text: string,
  { at, evidence }: { at: number; evidence: EvidenceFact[] },
): RuleJudgement {
  return { verdict, text, evidence, factAt: at };
}

const systemOf = (observation: Observation) => ({
  at: observation.configured.at,
  evidence: [factAt(observation, 'os.version'), factAt(observation, 'os.name')],
});

/** Whether a rule is for this machine can't be told. */
export function releaseUnknown(observation: Observation, appliesTo: string): RuleJudgement {
  const text = `Which Windows this is could not be read; the rule is for ${appliesTo}.`;
  return judged('unknown', text, systemOf(observation));
}

/** The rule is for other systems. */
export function otherSystem(observation: Observation, appliesTo: string): RuleJudgement {
  return judged('not-applicable', `The rule is for ${appliesTo}.`, systemOf(observation));
}
