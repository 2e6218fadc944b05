import { createHash } from 'node:crypto';
import { factsText, fitEvidence } from '@teredo-fleet/agent-core';
import type { Platform, ReachabilityOptions } from '@teredo-fleet/platform';
import type { Observation } from '@teredo-fleet/teredo';
import type { AgentClock } from './jobs/agent-clock';
import type { Outbox } from './jobs/outbox';

export type ObserveReason = 'connect' | 'change' | 'requested' | 'verify' | 'periodic';

/** What is as it was is still sent every nth time: a server takes facts that are three periods old for stale. */
const SEND_UNCHANGED_EVERY = 2;
/** Leaves room in a message for everything but the raw text. */
const MAX_EVIDENCE_CHARACTERS = 30_000;

const fingerprint = (observation: Observation): string =>
  createHash('sha256').update(factsText(observation)).digest('hex');

/** Looks at the machine at once, when asked, and every so often; tells the server what changed. */
export class Observer {
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #next: ObserveReason | null = null;
  #lastSent: string | null = null;
  #unchanged = 0;
  #everySeconds = 60;
  #closed = false;

  constructor(
    private readonly parts: {
      platform: Platform;
      outbox: Outbox;
      clock: AgentClock;
      reachability(): ReachabilityOptions;
      /** Whether a job changes the machine now; what is then found changed is that job's doing. */
      isChanging(): boolean;
      onObserved(observation: Observation): void;
      onFailed(error: unknown): void;
    },
  ) {}

  /** A session stands: everything is told anew. */
  connected(everySeconds: number): void {
    this.#everySeconds = everySeconds;
    this.#lastSent = null;
    this.look('connect');
  }

  /** Whether there will be something to tell in a moment. */
  get isLooking(): boolean {
    return this.#running !== null;
  }

  /** Observes as soon as the observation under way, if any, is done. */
  look(reason: ObserveReason): void {
    if (this.#closed) return;
    if (this.#running !== null) {
      this.#next = reason;
      return;
    }
    this.#running = this.#observe(reason)
      .catch((error) => this.parts.onFailed(error))
      .finally(() => {
        this.#running = null;
        this.#schedule();
        const next = this.#next;
        this.#next = null;
        if (next !== null) this.look(next);
      });
  }

  #schedule(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = setTimeout(() => this.look('periodic'), this.#everySeconds * 1000);
  }

  async #observe(reason: ObserveReason): Promise<void> {
    const { platform, outbox, clock, reachability, isChanging } = this.parts;
    const changingBefore = isChanging();
    const seen = await platform.observe({ reachability: reachability() });
    this.parts.onObserved(seen);
    const observation = fitEvidence(seen, MAX_EVIDENCE_CHARACTERS);
    const print = fingerprint(observation);
    this.#unchanged = print === this.#lastSent ? this.#unchanged + 1 : 0;
    const dull =
      reason === 'periodic' && print === this.#lastSent && this.#unchanged % SEND_UNCHANGED_EVERY !== 0;
    if (dull || this.#closed) return;
    const byJob = changingBefore || isChanging();
    const told = reason === 'periodic' && print !== this.#lastSent ? (byJob ? 'verify' : 'change') : reason;
    this.#lastSent = print;
    outbox.add({
      type: 'observation',
      observedAt: clock.now(),
      reason: told,
      observation: { ...observation },
    });
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}
