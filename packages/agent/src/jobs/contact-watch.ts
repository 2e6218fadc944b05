import type { JobEvent } from '@teredo-fleet/agent-core';
import type { Witness } from '@teredo-fleet/platform';
import type { AgentClock } from './agent-clock';

const EVERY_MS = 3_000;

/** Asks server and witnesses every few seconds and tells the job. Awake time only: the monotonic clock sleeps too. */
export class ContactWatch {
  #timer: NodeJS.Timeout | null = null;
  #lastMs: number;
  #stopped = false;

  constructor(
    private readonly parts: { clock: AgentClock; witness: Witness; serverAnswers: () => Promise<boolean> },
    private readonly witnesses: readonly string[],
    private readonly deliver: (event: JobEvent) => void,
  ) {
    this.#lastMs = parts.clock.monotonicMs();
    this.#schedule(0);
  }

  #schedule(delayMs: number): void {
    this.#timer = setTimeout(() => void this.#ask(), delayMs);
  }

  async #ask(): Promise<void> {
    const server = await this.parts.serverAnswers();
    const witness = server || (await this.#anyWitness());
    if (this.#stopped) return;
    const now = this.parts.clock.monotonicMs();
    this.deliver({ kind: 'contact', server, witness, awakeMs: now - this.#lastMs });
    this.#lastMs = now;
    this.#schedule(EVERY_MS);
  }

  async #anyWitness(): Promise<boolean> {
    const answers = await Promise.all(this.witnesses.map((address) => this.parts.witness.answers(address)));
    return answers.includes(true);
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}
