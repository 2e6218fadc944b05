/** The machine's two clocks: milliseconds since 1970, and milliseconds that only ever rise. */
export interface MachineClocks {
  wall(): number;
  monotonic(): number;
}

export const SYSTEM_CLOCKS: MachineClocks = { wall: Date.now, monotonic: () => performance.now() };

/** A wall clock that moved this far against the monotonic one was set, or the machine slept. */
const JUMP_MS = 30_000;

/**
 * The server's time as far as this machine knows it. From the first `sync` on it follows the monotonic clock, so that
 * setting the machine's clock changes nothing; before it, the machine's own clock has to do.
 */
export class ServerClock {
  #base: { server: number; monotonic: number } | null = null;
  #seen: { wall: number; monotonic: number };

  constructor(readonly clocks: MachineClocks = SYSTEM_CLOCKS) {
    this.#seen = { wall: clocks.wall(), monotonic: clocks.monotonic() };
  }

  get synced(): boolean {
    return this.#base !== null;
  }

  /** Whole milliseconds since 1970 on the server's clock. */
  now(): number {
    const { wall, monotonic } = this.clocks;
    return Math.round(this.#base === null ? wall() : this.#base.server + monotonic() - this.#base.monotonic);
  }

  /** Takes over the time that the server has just told. */
  sync(serverTime: number): void {
    this.#base = { server: serverTime, monotonic: this.clocks.monotonic() };
    this.#seen = { wall: this.clocks.wall(), monotonic: this.clocks.monotonic() };
  }

  /** Whether the machine's clock was set, or the machine slept, since the last look: time to ask the server again. */
  hasJumped(): boolean {
    const wall = this.clocks.wall();
    const monotonic = this.clocks.monotonic();
    const drift = wall - this.#seen.wall - (monotonic - this.#seen.monotonic);
    this.#seen = { wall, monotonic };
    return Math.abs(drift) > JUMP_MS;
  }
}
