import { TokenBucket } from './token-bucket';
import { Turns } from './turns';

/** Proofs at work at once: as many as are written in one batch. */
const PROOFS_AT_ONCE = 500;
/** Each enrolment is a transaction of its own: the rest of the database's connections is for machines that are known. */
const ENROLMENTS_AT_ONCE = 4;
const WAITING = 2_000;
/** Connections that have not proved who they are: in all, and from one address. */
const STRANGERS = 3_000;
const STRANGERS_OF_ONE = 300;
/** New connections and sessions from one address: a whole site may sit behind one. */
const NEW_PER_SECOND = 50;
const NEW_AT_ONCE = 500;
const ADDRESSES = 20_000;

/** Keeps a storm, or one bad address, from taking the gateway away from everybody else. */
export class Admission {
  /** Handshakes of known machines and enrolments of new ones; neither waits for the other. */
  readonly proofs = new Turns(PROOFS_AT_ONCE, WAITING);
  readonly enrolments = new Turns(ENROLMENTS_AT_ONCE, WAITING);
  readonly #strangers = new Map<string, number>();
  #strangerCount = 0;
  readonly #buckets = new Map<string, TokenBucket>();

  /** A new connection; false when this address has had too many. */
  greet(address: string, now = performance.now()): boolean {
    const bucket = this.#buckets.get(address) ?? new TokenBucket(NEW_PER_SECOND, NEW_AT_ONCE, now);
    this.#buckets.delete(address);
    this.#buckets.set(address, bucket);
    if (this.#buckets.size > ADDRESSES) this.#buckets.delete(this.#buckets.keys().next().value ?? '');
    return bucket.take(now);
  }

  /** Counts a connection until it has proved who it is; null when there are too many. Call the result once. */
  enter(address: string): (() => void) | null {
    const here = this.#strangers.get(address) ?? 0;
    if (this.#strangerCount >= STRANGERS || here >= STRANGERS_OF_ONE) return null;
    this.#strangerCount += 1;
    this.#strangers.set(address, here + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#strangerCount -= 1;
      const rest = (this.#strangers.get(address) ?? 1) - 1;
      if (rest === 0) this.#strangers.delete(address);
      else this.#strangers.set(address, rest);
    };
  }
}
