import type { ServerResponse } from 'node:http';

/**
 * What ends the wait of each answer that is held: its asker goes, or the door closes. Not AbortSignal.any: on Node 20 the
 * door's own signal would remember every request that ever joined it (1.2 kB each).
 */
export class Waits {
  readonly #open = new Set<AbortController>();
  #over = false;

  /** How many answers are under way. */
  get size(): number {
    return this.#open.size;
  }

  /** Aborts when nobody waits for this answer any more. */
  of(response: ServerResponse): AbortSignal {
    const wait = new AbortController();
    if (this.#over || response.closed) {
      wait.abort();
      return wait.signal;
    }
    this.#open.add(wait);
    response.once('close', () => {
      this.#open.delete(wait);
      wait.abort();
    });
    return wait.signal;
  }

  /** Ends all of them, and those that come later at once. */
  end(): void {
    this.#over = true;
    for (const wait of this.#open) wait.abort();
    this.#open.clear();
  }
}
