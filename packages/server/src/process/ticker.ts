import type { Logger } from '../log';
import { retryDelayMs } from './retry-delay';

export interface TickerOptions {
  everyMs: number;
  /** One round; never called again before it ended. Rejects: tried again later and later, up to ten seconds. */
  tick(): Promise<void>;
  log: Logger;
}

/** Repeats a piece of work, and does it at once when it is nudged. */
export class Ticker {
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> | null = null;
  #nudged = false;
  #failures = 0;
  #closed = false;

  constructor(readonly options: TickerOptions) {}

  start(): void {
    this.#schedule(0);
  }

  /** There is something to do now. */
  nudge(): void {
    if (this.#round !== null) this.#nudged = true;
    else this.#schedule(0);
  }

  #schedule(delayMs: number): void {
    if (this.#closed) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#round = this.#run();
    }, delayMs);
  }

  async #run(): Promise<void> {
    this.#nudged = false;
    try {
      await this.options.tick();
      this.#failures = 0;
    } catch (error) {
      if (this.#failures === 0) this.options.log.error({ err: error }, 'a round failed; it is tried again');
      this.#failures += 1;
    }
    this.#round = null;
    const { everyMs } = this.options;
    if (this.#failures > 0) this.#schedule(retryDelayMs(this.#failures, everyMs, 10_000));
    else this.#schedule(this.#nudged ? 0 : everyMs);
  }

  /** Waits for the round under way. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#round;
  }
}
