/** How long news are gathered before anything is asked. */
const COALESCE_MS = 400;
/** An answer that takes longer holds nothing up any more. */
const PATIENCE_MS = 10_000;

/**
 * Asks anew for what has become stale, one round after the other: whoever asks again before the answer has come throws that
 * answer away, and a page whose news come faster than its answers would stand still for as long as they come.
 */
export class RefreshQueue {
  #waiting = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #asking = false;

  /** `ask` resolves when what it asked for has been answered, or has failed. */
  constructor(readonly ask: (routers: readonly string[]) => Promise<unknown>) {}

  add(routers: readonly string[]): void {
    for (const router of routers) this.#waiting.add(router);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#timer !== null || this.#asking || this.#waiting.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#round();
    }, COALESCE_MS);
  }

  async #round(): Promise<void> {
    const routers = [...this.#waiting];
    this.#waiting.clear();
    this.#asking = true;
    let patience: ReturnType<typeof setTimeout> | undefined;
    const tooLong = new Promise<void>((resolve) => {
      patience = setTimeout(resolve, PATIENCE_MS);
    });
    await Promise.race([this.ask(routers).catch(() => undefined), tooLong]);
    clearTimeout(patience);
    this.#asking = false;
    this.#schedule();
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#waiting.clear();
  }
}
