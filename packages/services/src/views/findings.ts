import type { FindingRule, FindingVerdict } from '@teredo-fleet/teredo';
import type { OwnRuleState } from './own-rules';

/** What a rule says of a machine as it is shown: a finding that somebody answers for is neither passed nor a finding. */
export type ShownVerdict = FindingVerdict | 'waived';

/** One named rule, with what it says of machines. */
export interface FindingRuleRow extends Omit<FindingRule, 'judge'> {
  /** Null: the product brings it. */
  own: OwnRuleState | null;
  /** Machines by verdict, each machine once. */
  counts: Record<ShownVerdict, number>;
  /** Since when the machine is a finding that is one for longest, waived ones left out; null: none is. */
  oldestFindingSince: string | null;
  /** The same of the one that became a finding last. */
  newestFindingSince: string | null;
}

/** What a rule said on a day. */
export interface FindingDay {
  /** `2026-11-28`, in UTC. */
  day: string;
  /** The instant of the numbers, the last one of that day that was counted. */
  countedAt: string;
  counts: Record<ShownVerdict, number>;
}

/** What a rule said of the fleet day by day. */
export interface FindingHistory {
  /** The instant of the newest numbers, which are those of today. */
  at: string;
  rule: FindingRuleRow;
  /** Oldest first; a day on which nobody counted is missing. */
  days: FindingDay[];
}

export interface FindingRules {
  /** The instant that all of it is of. */
  at: string;
  rows: FindingRuleRow[];
  /** That match the filter. */
  machines: number;
  /** Of these, that never told anything, of which no rule says a word. */
  unseen: number;
}
