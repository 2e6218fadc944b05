import { networkOf } from '../http/client-network';

/** Somebody who is here and may be asked to leave for others. */
export interface Guest {
  /** Since when it is its turn to say something whole, milliseconds as of `performance.now()`; null: it waits for us. */
  keepsWaitingSince(): number | null;
  /** It has lost its place to somebody else. */
  pushOut(): void;
}

/** Whoever keeps us waiting less long is not pushed out: the far side of the world answers sooner, and so does a slow machine. */
const PATIENCE_MS = 2_000;

interface Stay {
  network: string;
  guest: Guest | null;
}

/** Of those of one network, the one that has been here longest and keeps us waiting too long. */
function tooSilent(stays: ReadonlySet<Stay>, now: number): Stay | null {
  for (const stay of stays) {
    const since = stay.guest?.keepsWaitingSince() ?? null;
    if (since !== null && now - since >= PATIENCE_MS) return stay;
  }
  return null;
}

/**
 * How many are here now: in all, and from each network. When there are too many, whoever has kept us waiting loses its
 * place: first the one that has been here longest of the newcomer's own network if that is full, else of the network with
 * most, or of the next one where nobody there keeps us waiting. So those who come and say nothing keep nobody out.
 */
export class Crowd {
  /** By network, those that came first come first. */
  readonly #byNetwork = new Map<string, Set<Stay>>();
  #count = 0;

  constructor(
    readonly most: number,
    readonly mostOfOne: number,
  ) {}

  /**
   * Counts one more until it leaves; null when there are too many. `guest` null: it keeps its place. Call the result once
   * it leaves; again does nothing.
   */
  enter(address: string, guest: Guest | null, now = performance.now()): (() => void) | null {
    const network = networkOf(address);
    const own = this.#byNetwork.get(network);
    if (own !== undefined && own.size >= this.mostOfOne && !this.#pushOut(tooSilent(own, now))) return null;
    if (this.#count >= this.most && !this.#pushOut(this.#tooSilentOfMost(now))) return null;
    const stay = { network, guest };
    this.#byNetwork.set(network, (this.#byNetwork.get(network) ?? new Set()).add(stay));
    this.#count += 1;
    return () => this.#leave(stay);
  }

  #leave(stay: Stay): void {
    const stays = this.#byNetwork.get(stay.network);
    if (stays?.delete(stay) !== true) return;
    this.#count -= 1;
    if (stays.size === 0) this.#byNetwork.delete(stay.network);
  }

  #tooSilentOfMost(now: number): Stay | null {
    let found: Stay | null = null;
    let most = 0;
    for (const stays of this.#byNetwork.values()) {
      const silent = stays.size > most ? tooSilent(stays, now) : null;
      if (silent === null) continue;
      found = silent;
      most = stays.size;
    }
    return found;
  }

  #pushOut(stay: Stay | null): boolean {
    if (stay === null) return false;
    this.#leave(stay);
    stay.guest?.pushOut();
    return true;
  }
}
