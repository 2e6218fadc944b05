import type { FindingRule, FindingVerdict } from '@teredo-fleet/teredo';

/** One named rule, with what it says of machines. */
export interface FindingRuleRow extends Omit<FindingRule, 'judge'> {
  /** Machines by verdict, each machine once. */
  counts: Record<FindingVerdict, number>;
  /** Since when the machine is a finding that is one for longest; null: none is. */
  oldestFindingSince: string | null;
  /** The same of the one that became a finding last. */
  newestFindingSince: string | null;
}

export interface FindingRules {
  rows: FindingRuleRow[];
  /** That match the filter. */
  machines: number;
  /** Of these, that never told anything, of which no rule says a word. */
  unseen: number;
}
