import type { ReleaseSystem } from '@teredo-fleet/protocol';

/** How a new program did when it was started beside the one that runs. */
export type TrialOutcome =
  | { kind: 'works'; version: string }
  /** It could not reach the server, which may be the server's fault or the network's. */
  | { kind: 'unreachable'; text: string }
  | { kind: 'broken'; text: string };

/** The file that this agent runs from, and what may be done with it. */
export interface OwnProgram {
  readonly system: ReleaseSystem;
  readonly version: string;
  /** Where a new program is written: beside the old one, so that it can take its name in one stroke. */
  readonly newPath: string;
  /** Starts the program at `newPath` for a trial, and waits for its end, which comes at once when `signal` says so. Never rejects. */
  tryNew(signal: AbortSignal): Promise<TrialOutcome>;
  /** The new program takes the old one's name; the old one is kept. Throws what the disk throws, and then nothing has changed. */
  putInPlace(): void;
  /** The one that was kept takes its name back. Throws what the disk throws. */
  giveBack(): void;
  /** Ends this process so that the program is started anew. */
  restart(): void;
}
