/** A signed release that lies on the server. */
export interface ReleaseView {
  version: string;
  signedAt: string;
  expiresAt: string;
  /** linux, windows-x64 */
  systems: string[];
}

/** The version of the agent that is offered to machines, and how it goes. */
export interface AgentUpdateOffer {
  id: string;
  version: string;
  label: string | null;
  percent: number;
  canaries: number;
  atOnce: number;
  maxFailures: number;
  /** Of those that failed, that somebody looked at. */
  acknowledged: number;
  offeredAt: string;
  offeredBy: string | null;
  /** Machines that have it. */
  updated: number;
  underWay: number;
  /** On which it failed, or that fell back, or were silent for half an hour after they began to try it. */
  failed: number;
  /** Why it is offered to nobody else now, in any scope; null: it is, as machines come. */
  hold: 'brake' | 'failures' | 'canaries' | 'at-once' | null;
  /** Machines it did not work on, the newest first. */
  failures: { machineId: string; hostname: string; state: string; text: string | null; at: string }[];
}

export interface AgentUpdateView {
  /** SHA-256 of the release key that agents of this server are built with; null: without one there is no self-update. */
  keyId: string | null;
  release: ReleaseView | null;
  /** Why what lies on the server can't be offered, or what is offered not fetched; null: nothing is wrong. */
  problem: string | null;
  offer: AgentUpdateOffer | null;
}
