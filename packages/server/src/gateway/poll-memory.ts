import type { SessionIdentity } from './agent-session';
import type { ChannelKeys } from './challenge';
import { type PollSession, pollSessionKey } from './poll-frames';

const KEPT = 10_000;

/** What a worker knows of a polling session beyond its table; another worker finds it out anew. */
export interface Remembered {
  key: Uint8Array;
  /** As the welcome said, when this worker gave it. */
  status: SessionIdentity['status'];
  /** What this worker has told the machine in this session. */
  told: Set<string>;
}

/** The polling sessions that this worker served last. */
export class PollMemory {
  readonly #kept = new Map<string, Remembered>();

  constructor(readonly channel: ChannelKeys) {}

  of(session: PollSession): Remembered {
    const found = this.#kept.get(session.id);
    const remembered = found ?? { key: pollSessionKey(this.channel, session), status: null, told: new Set() };
    this.#kept.delete(session.id);
    this.#kept.set(session.id, remembered);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value ?? '');
    return remembered;
  }

  /** Whether this worker has served that session. */
  has(id: string): boolean {
    return this.#kept.has(id);
  }

  forget(id: string): void {
    this.#kept.delete(id);
  }
}
