import { Refusal } from './refusal';

/** Lets so much work be under way at once, keeps some waiting for its turn, and turns the rest away. */
export class Turns {
  #atWork = 0;
  readonly #queue: (() => void)[] = [];

  constructor(
    readonly atOnce: number,
    readonly waiting: number,
  ) {}

  /** Runs the work when it is its turn. Throws Refusal `not-ready` when too much waits already. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#atWork >= this.atOnce) {
      if (this.#queue.length >= this.waiting) {
        throw new Refusal('not-ready', { retryAfterSeconds: 5 + Math.floor(Math.random() * 20) });
      }
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    } else {
      this.#atWork += 1;
    }
    try {
      return await work();
    } finally {
      this.#end();
    }
  }

  /** The turn passes to whoever waits longest. */
  #end(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#atWork -= 1;
    else next();
  }
}
