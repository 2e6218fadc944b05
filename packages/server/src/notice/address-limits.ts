import { networkOf } from '../http/client-network';
import { TokenBucket } from '../http/token-bucket';

/** Half an office behind one address may read its notices at once. */
const BURST = 300;
const PER_SECOND = 5;
const MOST_NETWORKS = 20_000;

/** How much one address, or one IPv6 network, may ask for. What is forgotten first is whoever was not heard of for longest. */
export class AddressLimits {
  readonly #buckets = new Map<string, TokenBucket>();

  #bucketOf(address: string, now: number): TokenBucket {
    const network = networkOf(address);
    const bucket = this.#buckets.get(network) ?? new TokenBucket(PER_SECOND, BURST, now);
    this.#buckets.delete(network);
    this.#buckets.set(network, bucket);
    if (this.#buckets.size > MOST_NETWORKS) this.#buckets.delete(this.#buckets.keys().next().value!);
    return bucket;
  }

  /** Takes what something costs; false when there is too little. */
  take(address: string, cost: number, now: number): boolean {
    return this.#bucketOf(address, now).take(now, cost);
  }

  /** Takes what something turned out to cost, as far as there is that much. */
  spend(address: string, cost: number, now: number): void {
    this.#bucketOf(address, now).spend(now, cost);
  }
}
