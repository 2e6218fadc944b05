import type { Observation, PrintedBytes, Step } from '@teredo-fleet/teredo';

/** What the measurement of reachability may use; it costs about a second and some packets. */
export interface ReachabilityOptions {
  /** Teredo server for the probe when the machine has none configured; null: then there is no probe. */
  probeServer: string | null;
  /** Teredo address to ping through Teredo; null: then `reachable` stays unknown. */
  peer: string | null;
}

export interface ObserveOptions {
  /** Null: reachability is not measured and its verdict is `unknown`. */
  reachability: ReachabilityOptions | null;
}

/** Names the folder in which the machine's own earlier values are kept before a job changes anything. */
export interface SavedSlot {
  jobId: string;
}

/** What became of a step. `skipped`: it was so already. `unknown`: nobody can tell whether it took effect. */
export interface StepOutcome {
  outcome: 'done' | 'failed' | 'unknown' | 'skipped';
  exitCode: number | null;
  /** What was run and what it said, or why nothing was run and what to do. */
  output: string;
  /** The same byte for byte, where some of it could not be read. */
  printed?: PrintedBytes | undefined;
}

/**
 * The OS edge. `observe` never throws because of what it reads: what can't be read is `unknown`. `apply` is
 * idempotent; before its first change in a slot it saves the machine's earlier values there, so that the step
 * `restore-saved` can give them back. After `close` nothing of the adapter runs; Teredo itself goes on.
 */
export interface Platform {
  observe(options: ObserveOptions): Promise<Observation>;
  apply(step: Step, slot: SavedSlot): Promise<StepOutcome>;
  close(): Promise<void>;
}

/**
 * Keeps the machine's own values before a job changes them, once per slot: a slot that is there already stays as it
 * is. Resolves when they are on disk; rejects when they can't be kept, and then nothing may be changed.
 */
export interface EarlierValues {
  keep(slot: SavedSlot): Promise<void>;
}

/** What a machine says of itself when it opens a session. */
export interface HostFacts {
  hostname: string;
  platform: 'linux' | 'windows' | 'simulated';
  /** Differs after every boot. */
  bootId: string;
  /** Differs between machines, stays over reinstallation where the platform can tell. */
  hardwareId: string;
  /** IANA name; null when the platform can't tell. */
  timeZone: string | null;
}

/** Answers to a ping count as contact: a server that is down is not a broken machine. */
export interface Witness {
  /** `address` is an IP address or `default-gateway`. Resolves false for anything but an answer; never rejects. */
  answers(address: string): Promise<boolean>;
}
