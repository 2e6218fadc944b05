import type { Logger } from '../log';
import { retryDelayMs } from '../process/retry-delay';

export interface BatcherOptions<Item, Result> {
  name: string;
  /** Writes all items in one transaction; the results are in the items' order. Rejects: nothing was written. */
  write(items: readonly Item[]): Promise<readonly Result[]>;
  /** Whether the same write may succeed later. Otherwise each item is tried alone, and the bad one rejected. */
  isTransient(error: unknown): boolean;
  /** The answer for an item that can't be written alone either; null: its promise is rejected. */
  onRefused(item: Item, error: unknown): Result | null;
  /** What becomes of items while no write succeeds: they wait, or are rejected so that whoever asked is told at once. */
  whileAway: 'wait' | 'reject';
  /** How many may wait before `onFull`. */
  capacity: number;
  /** True when more wait than the capacity, false when fewer than half of it do. */
  onFull(full: boolean): void;
  log: Logger;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

const GATHER_MS = 20;
const MAX_ROWS = 500;
/** Of an item that was refused: enough to see what was wrong with it. */
const LOGGED_CHARACTERS = 4_000;

/**
 * Gathers items for at most 20 ms or 500 rows and writes them together, one write at a time. An item's promise
 * resolves only after its transaction is committed. While the database is away the items wait here, unless they are to be
 * rejected.
 */
export class Batcher<Item, Result> {
  #waiting: Waiting<Item, Result>[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing = false;
  #full = false;
  #closed = false;

  constructor(readonly options: BatcherOptions<Item, Result>) {}

  /** How many wait for a commit. */
  get size(): number {
    return this.#waiting.length;
  }

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new Error(`${this.options.name} is closed`));
      this.#waiting.push({ item, resolve, reject });
      this.#noteFullness();
      if (this.#writing) return;
      if (this.#waiting.length >= MAX_ROWS) this.#begin();
      else this.#timer ??= setTimeout(() => this.#begin(), GATHER_MS);
    });
  }

  #noteFullness(): void {
    const full = this.#full
      ? this.#waiting.length > this.options.capacity / 2
      : this.#waiting.length >= this.options.capacity;
    if (full === this.#full) return;
    this.#full = full;
    this.options.onFull(full);
  }

  #begin(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#writing) return;
    this.#writing = true;
    void this.#drain().finally(() => {
      this.#writing = false;
      if (this.#waiting.length > 0 && !this.#closed) this.#begin();
    });
  }

  async #drain(): Promise<void> {
    for (let attempt = 0; this.#waiting.length > 0 && !this.#closed; ) {
      const batch = this.#waiting.slice(0, MAX_ROWS);
      try {
        this.#settle(batch, await this.options.write(batch.map(({ item }) => item)));
        attempt = 0;
      } catch (error) {
        if (this.options.isTransient(error) && this.options.whileAway === 'reject') {
          this.#reject(batch, error);
        } else if (this.options.isTransient(error)) {
          if (attempt === 0)
            this.options.log.warn({ err: error, waiting: this.size }, `${this.options.name}: waiting`);
          await new Promise((resolve) => setTimeout(resolve, retryDelayMs(attempt++, 50, 2_000)));
        } else {
          await this.#writeOneByOne(batch);
        }
      }
    }
  }

  #settle(batch: Waiting<Item, Result>[], results: readonly Result[]): void {
    this.#waiting.splice(0, batch.length);
    this.#noteFullness();
    for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
  }

  #reject(batch: Waiting<Item, Result>[], error: unknown): void {
    this.#waiting.splice(0, batch.length);
    this.#noteFullness();
    for (const { reject } of batch) reject(error);
  }

  /** One row that the database refuses must not take the others with it. */
  async #writeOneByOne(batch: Waiting<Item, Result>[]): Promise<void> {
    for (const waiting of batch) {
      try {
        const [result] = await this.options.write([waiting.item]);
        waiting.resolve(result as Result);
      } catch (error) {
        if (this.options.isTransient(error)) return;
        const answer = this.options.onRefused(waiting.item, error);
        if (answer === null) waiting.reject(error);
        else waiting.resolve(answer);
        this.options.log.error(
          { err: error, item: JSON.stringify(waiting.item).slice(0, LOGGED_CHARACTERS) },
          `${this.options.name}: one item was refused`,
        );
      }
      this.#waiting.splice(0, 1);
    }
    this.#noteFullness();
  }

  /** Writes what waits, for at most `timeoutMs`; what is left is rejected and so never acknowledged. */
  async close(timeoutMs: number): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    while (this.#waiting.length > 0 && performance.now() < deadline) {
      this.#begin();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const { reject } of this.#waiting.splice(0)) reject(new Error(`${this.options.name} is closed`));
  }
}
