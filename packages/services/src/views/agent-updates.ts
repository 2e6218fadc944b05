import type { AgentAge } from './machines';

/** A program that the release key signed. */
export interface ReleaseFileView {
  /** linux, windows-x64 */
  system: string;
  /** Hex. */
  sha256: string;
  size: number;
}

/** A signed release that lies on the server. */
export interface ReleaseView {
  version: string;
  signedAt: string;
  expiresAt: string;
  files: ReleaseFileView[];
  /** Machines that an offer of it could reach: their agents are older and were built with the same key. */
  takers: number;
}

/** One of the agents that this server hands out when machines enrol. */
export interface AgentBuild {
  kind: 'linux' | 'windows-x64' | 'script';
  /** Where anybody fetches it, who has an address that machines use; null: it was not built. */
  url: string | null;
  /** Hex; null: it was not built. */
  sha256: string | null;
}

/** Machines in use whose agents are of one kind and version. */
export interface AgentVersionCount {
  /** linux, windows, wsh, simulated: as lists of machines filter by it. */
  platform: string;
  version: string;
  age: AgentAge;
  machines: number;
  /** Of these, how many an agent can replace itself on, by this server's releases. */
  able: number;
}

/**
 * How far a machine is. `silent`: it was told and has said nothing for an hour, in a trial for half an hour, so that nobody
 * knows.
 */
export type AgentUpdateState =
  | 'offered'
  | 'downloading'
  | 'ready'
  | 'waiting'
  | 'trying'
  | 'silent'
  | 'updated'
  | 'refused'
  | 'failed'
  | 'fell-back';

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
  /** Of the machines that the caller may see, each once. */
  counts: Record<AgentUpdateState, number>;
  /** Machines that could take it and were not told of it; `beyond`: they come only when the percent rises. */
  notOffered: { within: number; beyond: number };
  /** Why it is offered to nobody else now, in any scope; null: it is, as machines come. */
  hold: 'brake' | 'failures' | 'canaries' | 'at-once' | null;
  /**
   * Machines it did not work on, and those of which nobody knows; failures that nobody looked at come first, then the newest.
   * At most fifty.
   */
  failures: {
    machineId: string;
    hostname: string;
    state: AgentUpdateState;
    text: string | null;
    /** Somebody looked at it and went on. */
    acknowledged: boolean;
    at: string;
  }[];
}

export interface AgentUpdateView {
  /** SHA-256 of the release key that agents of this server are built with; null: without one there is no self-update. */
  keyId: string | null;
  release: ReleaseView | null;
  /** Why what lies on the server can't be offered, or what is offered not fetched; null: nothing is wrong. */
  problem: string | null;
  builds: AgentBuild[];
  versions: AgentVersionCount[];
  offer: AgentUpdateOffer | null;
}

/** What became on one machine of the newest version that was offered to it. */
export interface MachineAgentUpdate {
  version: string;
  state: AgentUpdateState;
  /** Why, in the agent's words. */
  text: string | null;
  offeredAt: string;
  changedAt: string;
  /** Whether that version is offered to nobody any more. */
  stopped: boolean;
}
