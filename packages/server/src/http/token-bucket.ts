/** Allows `perSecond` on average and `burst` at once. Time is the caller's, milliseconds. */
export class TokenBucket {
  #tokens: number;
  #at: number;

  constructor(
    readonly perSecond: number,
    readonly burst: number,
    now: number,
  ) {
    this.#tokens = burst;
    this.#at = now;
  }

  /** Takes one, or as many as it costs; false, and nothing taken, when there are too few. */
  take(now: number, cost = 1): boolean {
    if (!this.has(now, cost)) return false;
    this.#tokens -= cost;
    return true;
  }

  /** Takes so many, or all that are left. */
  spend(now: number, cost: number): void {
    if (!this.take(now, cost)) this.#tokens = 0;
  }

  /** Whether there is one left, or as many as it costs. */
  has(now: number, cost = 1): boolean {
    this.#tokens = Math.min(this.burst, this.#tokens + ((now - this.#at) * this.perSecond) / 1000);
    this.#at = now;
    return this.#tokens >= cost;
  }
}
