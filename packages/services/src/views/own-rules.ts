import type { FindingRule, FindingVerdict } from '@teredo-fleet/teredo';

/** How far machines have been judged by a rule that is new or came to mean something else. */
export interface RuleJudging {
  judged: number;
  machines: number;
}

/** What there is to say of a rule of the organisation's own, besides what there is of any rule. */
export interface OwnRuleState {
  /** Null: it is asked of machines of every scope. */
  scope: { id: string; name: string } | null;
  /** Null: it is for every machine. */
  appliesWhen: string | null;
  asks: string;
  /** Null: every machine was judged by it. */
  judging: RuleJudging | null;
  /** Null: it is asked. */
  retired: { by: string; at: string; reason: string } | null;
}

/** What a rule meant once. */
export interface OwnRuleVersionView {
  version: number;
  kind: FindingRule['kind'];
  appliesWhen: string | null;
  asks: string;
  changedBy: string;
  changedAt: string;
}

/** A rule of the organisation's own. */
export interface OwnRuleView extends Omit<FindingRule, 'judge'> {
  own: OwnRuleState;
  /** To be named when it is changed. */
  revision: number;
  createdBy: string;
  createdAt: string;
  changedBy: string;
  changedAt: string;
}

export interface OwnRuleDetail extends OwnRuleView {
  /** The newest first. */
  versions: OwnRuleVersionView[];
}

/** A machine that a rule would say something of. */
export interface RuleExample {
  id: string;
  hostname: string;
}

/** Whom a rule would hit. */
export interface OwnRulePreview {
  at: string;
  /** That match the filter. */
  machines: number;
  /** Of these, that told nothing yet: no rule says a word of them. */
  unseen: number;
  /** How many of the others were judged; the numbers are made up from them to all of the others where it is not each. */
  looked: number;
  exact: boolean;
  counts: Record<FindingVerdict, number>;
  examples: Record<FindingVerdict, RuleExample[]>;
}
