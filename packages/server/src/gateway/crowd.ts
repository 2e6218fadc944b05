import { networkOf } from '../http/client-network';

/** How many are here now: in all, and from each network. */
export class Crowd {
  readonly #byNetwork = new Map<string, number>();
  #count = 0;

  constructor(
    readonly most: number,
    readonly mostOfOne: number,
  ) {}

  /** Counts one more until it leaves; null when there are too many. Call the result once it leaves; again does nothing. */
  enter(address: string): (() => void) | null {
    const network = networkOf(address);
    const here = this.#byNetwork.get(network) ?? 0;
    if (this.#count >= this.most || here >= this.mostOfOne) return null;
    this.#count += 1;
    this.#byNetwork.set(network, here + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#count -= 1;
      const rest = (this.#byNetwork.get(network) ?? 1) - 1;
      if (rest === 0) this.#byNetwork.delete(network);
      else this.#byNetwork.set(network, rest);
    };
  }
}
