import { type EvidenceFact, FINDING_RULES, type Observation } from '@teredo-fleet/teredo';
import { isoOrNull } from '../core/instants';
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

/** The words for a verdict, where the rule as it is now says the same by the observation that is there. */
function wordsFor({ ruleId, ruleVersion, verdict }: ReadVerdict, observation: Observation | null): Said {
  const rule = FINDING_RULES.find((one) => one.id === ruleId && one.version === ruleVersion);
  const said =
    rule === undefined || observation === null ? null : rule.judge({ ...observation, evidence: [] });
  if (said === null || said.verdict !== verdict) return { text: '', facts: [], factAt: null };
  const factAt = said.factAt === null ? null : new Date(said.factAt);
  return { text: said.text, facts: said.evidence, factAt: isoOrNull(factAt) };
}

/** What of a machine goes into a file: the rules and verdicts that were asked for. */
export interface RowsWanted {
  rules: readonly KnownRule[];
  /** Null: every one. */
  verdicts: readonly ShownVerdict[] | null;
}

/** The rows of a machine, in the order of the rules. */
export function findingRows(machine: ReadMachine, { rules, verdicts }: RowsWanted): FindingRow[] {
  const { id, hostname, labels, scope, osName: system, observation } = machine;
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
        ...wordsFor(said, observation),
        waiver,
      },
    ];
  });
}
