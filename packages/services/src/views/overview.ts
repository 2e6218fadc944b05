/** By what the fleet is counted day by day. */
export type FleetFacet = 'configured' | 'effective' | 'reachable' | 'turned' | 'nat' | 'server' | 'os';

/** What active machines were on a day, by its last numbers. */
export interface FleetDay {
  /** `2026-11-29`, by UTC. */
  day: string;
  /** When it was counted last; of a day that was made good from history, its end. */
  countedAt: string;
  machines: number;
  /** Of these, that told anything. */
  seen: number;
  /** Each facet by its words; `null`: that was not kept of this day. */
  facets: Record<FleetFacet, Record<string, number>>;
}

export interface FleetDays {
  at: string;
  /** Days without numbers are missing. The last one is today. */
  days: FleetDay[];
}

/** What stands on the overview besides the machines themselves. */
export interface OverviewNumbers {
  at: string;
  /** `repairs`: those of policies that run or are paused, which the others leave out. */
  rollouts: { running: number; paused: number; awaitingApproval: number; repairs: number };
  /** Machines where a change waits for what somebody there answers. */
  noticesWaiting: number;
  findings: { open: number; waived: number };
  /** Versions of agents that lack what this server counts on, and how many machines have one. */
  tooOld: { machines: number; versions: string[] };
  /** Not connected, of those that ever were. */
  silent: number;
  alerts: { open: number; unacknowledged: number };
}

/** One thing that is otherwise since somebody looked last, with where it is shown. */
export interface OverviewChange {
  kind: 'rollout' | 'repair' | 'machine' | 'finding' | 'alert' | 'setting';
  /** A sentence. */
  text: string;
  path: string;
  /** When; null: some time since then. */
  at: string | null;
  /** For the better or the worse; null: neither is said. */
  good: boolean | null;
}

export interface OverviewChanges {
  at: string;
  /** When this person looked the time before; null: never. */
  since: string | null;
  changes: OverviewChange[];
  /** There are more of a kind than are told. */
  more: boolean;
}
