import type { MachineStatus } from './machines';

/** A moment that was asked for. */
export interface MomentView {
  at: string;
  /** The clock on the wall showed the time twice that day; this is the other one, or null. */
  otherwise: string | null;
  /** What machines reported before this is not kept any more; null: all of it is. */
  keptSince: string | null;
  /** Receipts of changes that ended before this were removed: who was told by those alone has nothing on record. Null: none were. */
  toldKeptSince: string | null;
}

/** What people had been told by a moment of changes to a machine, by the newest notice. */
export interface PastTold {
  /** `shown`: it was displayed and nothing answered yet; otherwise the answer of the receipt. */
  word: string;
  at: string;
  jobId: string;
  user: string | null;
}

/** What a machine was at a moment, as it reported it. */
export interface PastState {
  /** It was observed so, and not otherwise until the moment. */
  since: string;
  osName: string;
  configured: string;
  setBy: string;
  effective: string;
  reachable: string;
  role: string;
  /** Code of the worst diagnosis. */
  diagnosis: string;
  /** What it is called today. */
  diagnosisTitle: string;
  severity: string;
  /** Kind of the NAT before it; `unknown`: neither its client nor the probe said. */
  nat: string;
  /** Teredo server that it had; null: none, or not known. */
  server: string | null;
  teredoAddress: string | null;
}

export interface PastMachineRow {
  id: string;
  hostname: string;
  simulated: boolean;
  /** Of its enrolment then: pending, active, quarantined, retired. */
  status: MachineStatus;
  /** Null: it had reported nothing by then. */
  state: PastState | null;
  told: PastTold | null;
}

export interface PastMachines extends MomentView {
  rows: PastMachineRow[];
  nextCursor: string | null;
}

/** Machines by what they were at a moment. */
export interface PastFleet extends MomentView {
  /** Machines of today that were enrolled then and had reported. */
  known: number;
  /** Those that had not. */
  unknown: number;
  byConfigured: Record<string, number>;
  byEffective: Record<string, number>;
  byReachable: Record<string, number>;
  byRole: Record<string, number>;
  bySeverity: Record<string, number>;
  byOs: Record<string, number>;
  byNat: Record<string, number>;
  /** By name; `none`: none, or not known. */
  byServer: Record<string, number>;
  /** What people had been told last, by word; `nothing`: nothing is on record. */
  byTold: Record<string, number>;
  /** Verdicts of each rule that said anything then. */
  findings: (PastRule & { verdict: string; machines: number })[];
}

/** A rule of which something was said. */
export interface PastRule {
  ruleId: string;
  /** What it is called today; null: the asker may not see it. */
  ruleTitle: string | null;
  ruleVersion: number;
}

export interface PastVerdict extends PastRule {
  verdict: string;
  since: string;
}

/** A receipt as far as it had come by a moment. */
export interface PastReceipt {
  jobId: string;
  session: string;
  user: string | null;
  channel: string;
  language: string;
  displayedAt: string | null;
  /** Null: nothing was answered by then. */
  answer: string | null;
  answeredAt: string | null;
  deferredUntil: string | null;
  overriddenBy: string[];
}

export interface PastJob {
  id: string;
  rolloutId: string;
  state: string;
  at: string;
  detail: string | null;
}

/** Everything that is known of a machine at a moment. */
export interface PastMachine extends MomentView {
  id: string;
  hostname: string;
  /** Of its enrolment then; null: it was not enrolled yet. */
  status: MachineStatus | null;
  state: PastState | null;
  /** The whole observation, without what was printed; null: none was kept. */
  observation: unknown;
  verdicts: PastVerdict[];
  /** Of changes that were not over at the moment, and of the newest that was. */
  jobs: PastJob[];
  receipts: PastReceipt[];
}

/** Machines that were something else at the second moment. */
export interface PastComparison extends MomentView {
  until: string;
  /** The clock on the wall showed the second moment twice; this is the other one, or null. */
  untilOtherwise: string | null;
  same: number;
  different: number;
  /** From nothing to something, or the other way, is told by null. */
  changes: {
    fact: 'status' | 'configured' | 'effective' | 'reachable';
    from: string | null;
    to: string | null;
    machines: number;
  }[];
  rows: {
    id: string;
    hostname: string;
    simulated: boolean;
    /** Of its enrolment at each moment; null: it was not enrolled yet. */
    statusBefore: MachineStatus | null;
    statusAfter: MachineStatus | null;
    before: PastState | null;
    after: PastState | null;
  }[];
  nextCursor: string | null;
}
