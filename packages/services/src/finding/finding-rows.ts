import { type EvidenceFact, FINDING_RULES, type Observation, type RuleJudgement } from '@teredo-fleet/teredo';
import { isoOrNull } from '../core/instants';
import { subjectOf } from '../own-rule/judge-own-rules';
import { judgeByRule } from '../own-rule/rule-logic';
import type { StoredOwnRule } from '../own-rule/stored-rule';
import type { ShownVerdict } from '../views';
import type { KnownRule } from './known-rules';
import type { ReadMachine, ReadVerdict, ReadWaiver } from './read-findings';

/** What one rule says of one machine, as a file has it. */
export interface FindingRow {
  machine: { id: string; hostname: string; labels: string[]; scope: string; system: string | null };
  rule: KnownRule;
  verdict: ShownVerdict;
  since: string;
  /** Empty: the rule's words for it are not known, as the verdict is of an earlier version of it. */
  text: string;
  facts: EvidenceFact[];
  /** When the fact was read, by the machine's own clock; null: there is none. */
  factAt: string | null;
  waiver: ReadWaiver | null;
}

type Said = Pick<FindingRow, 'text' | 'facts' | 'factAt'>;

/** What a rule says of a machine, where it is the version that is there now. */
function judgementOf(
  { ruleId, ruleVersion }: ReadVerdict,
  { observation, observedAt, hostname, labels }: ReadMachine,
  { own, at }: RowsWanted,
): RuleJudgement | null {
  if (observation === null || observedAt === null) return null;
  const seen: Observation = { ...observation, evidence: [] };
  const builtIn = FINDING_RULES.find((one) => one.id === ruleId && one.version === ruleVersion);
  if (builtIn !== undefined) return builtIn.judge(seen);
  const rule = own.find((one) => one.id === ruleId && one.version === ruleVersion);
  return rule === undefined
    ? null
    : judgeByRule(rule, subjectOf({ observation: seen, hostname, labels, observedAt }, at));
}

/** The words for a verdict, where the rule as it is now says the same by the observation that is there. */
function wordsFor(verdict: ReadVerdict, machine: ReadMachine, wanted: RowsWanted): Said {
  const said = judgementOf(verdict, machine, wanted);
  if (said === null || said.verdict !== verdict.verdict) return { text: '', facts: [], factAt: null };
  const factAt = said.factAt === null ? null : new Date(said.factAt);
  return { text: said.text, facts: said.evidence, factAt: isoOrNull(factAt) };
}

/** What of a machine goes into a file: the rules and verdicts that were asked for. */
export interface RowsWanted {
  rules: readonly KnownRule[];
  /** Null: every one. */
  verdicts: readonly ShownVerdict[] | null;
  /** What the organisation's own rules are judged by, of which there may be words. */
  own: readonly StoredOwnRule[];
  at: Date;
}

/** The rows of a machine, in the order of the rules. */
export function findingRows(machine: ReadMachine, wanted: RowsWanted): FindingRow[] {
  const { rules, verdicts } = wanted;
  const { id, hostname, labels, scope, osName: system } = machine;
  return rules.flatMap((rule) => {
    const said = machine.verdicts?.find((one) => one.ruleId === rule.id);
    if (said === undefined) return [];
    const verdict = said.waiver === null ? (said.verdict as ShownVerdict) : 'waived';
    if (verdicts !== null && !verdicts.includes(verdict)) return [];
    const { since, waiver } = said;
    return [
      {
        machine: { id, hostname, labels, scope, system },
        rule: { ...rule, version: said.ruleVersion },
        verdict,
        since,
        ...wordsFor(said, machine, wanted),
        waiver,
      },
    ];
  });
}
