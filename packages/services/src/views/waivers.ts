/** Why a waiver no longer keeps a finding from being one; `holds`: it still does. */
export type WaiverState = 'holds' | 'expired' | 'revoked' | 'rule-changed';

/** A finding that somebody answers for until a day. */
export interface WaiverView {
  id: string;
  scope: { id: string; name: string };
  ruleId: string;
  /** Null: there is no such rule any more. */
  ruleTitle: string | null;
  /** The version that it was granted for; by a newer one it says nothing. */
  ruleVersion: number;
  /** What it is for: a machine, or those of its scope that have a label. */
  target: { kind: 'machine'; id: string; hostname: string } | { kind: 'label'; label: string };
  state: WaiverState;
  /** Who answers for it. */
  owner: string;
  reason: string;
  grantedBy: string;
  grantedAt: string;
  expiresAt: string;
  revoked: { by: string; at: string; reason: string } | null;
  /** Active machines whose finding it covers now; 0 when it no longer holds. */
  covers: number;
}

export interface WaiverPage {
  /** The instant that states and numbers are of. */
  at: string;
  rows: WaiverView[];
  nextCursor: string | null;
}

/** Whom a waiver would be for. */
export interface WaiverPreview {
  ruleId: string;
  /** To be named when it is granted: it is of this version. */
  ruleVersion: number;
  /** Active machines that it would be for. */
  machines: number;
  /** Of these, that are a finding of the rule now and covered by nothing yet. */
  findings: number;
  /** Of these, that another waiver covers already. */
  waived: number;
  /** Some of the findings, by name. */
  hostnames: string[];
  /** The latest end that it may have. */
  latestExpiry: string;
}
