import { networkOf } from '../http/client-network';
import { TokenBucket } from '../http/token-bucket';
import { Crowd, type Guest } from './crowd';
import { Turns } from './turns';

/** Proofs at work at once: as many as are written in one batch. */
const PROOFS_AT_ONCE = 500;
/** Each enrolment is a transaction of its own: the rest of the database's connections is for machines that are known. */
const ENROLMENTS_AT_ONCE = 4;
const WAITING = 2_000;
/** Connections and requests that have not proved who they are: in all, and from one network. */
const STRANGERS = 3_000;
const STRANGERS_OF_ONE = 300;
/** New connections and sessions from one network: a whole site may sit behind one address. */
const NEW_PER_SECOND = 50;
const NEW_AT_ONCE = 500;
const ADDRESSES = 20_000;

/** Requests for sessions that are not there, each of which costs a look into the database. */
const STRAY_PER_SECOND = 20;
const STRAY_AT_ONCE = 200;

/** Requests for programs from one network: a site of hundreds, each of whose downloads is cut off a few times. */
const FETCHES_PER_SECOND = 20;
const FETCHES_AT_ONCE = 1_000;
/** Programs that are being handed over, each an open file: in all, and to one network. */
const FETCHING = 3_000;
const FETCHING_OF_ONE = 300;

/** One bucket a network, for those that were heard of last. */
class NetworkBuckets {
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(
    readonly perSecond: number,
    readonly burst: number,
  ) {}

  of(address: string, now: number): TokenBucket {
    const network = networkOf(address);
    const bucket = this.#buckets.get(network) ?? new TokenBucket(this.perSecond, this.burst, now);
    this.#buckets.delete(network);
    this.#buckets.set(network, bucket);
    if (this.#buckets.size > ADDRESSES) this.#buckets.delete(this.#buckets.keys().next().value ?? '');
    return bucket;
  }
}

/** Keeps a storm, or one bad network, from taking the gateway away from everybody else. */
export class Admission {
  /** Handshakes of known machines and enrolments of new ones; neither waits for the other. */
  readonly proofs = new Turns(PROOFS_AT_ONCE, WAITING);
  readonly enrolments = new Turns(ENROLMENTS_AT_ONCE, WAITING);
  readonly #strangers = new Crowd(STRANGERS, STRANGERS_OF_ONE);
  readonly #greeted = new NetworkBuckets(NEW_PER_SECOND, NEW_AT_ONCE);
  readonly #strays = new NetworkBuckets(STRAY_PER_SECOND, STRAY_AT_ONCE);
  readonly #fetches = new NetworkBuckets(FETCHES_PER_SECOND, FETCHES_AT_ONCE);
  readonly #fetching = new Crowd(FETCHING, FETCHING_OF_ONE);

  /** A new connection; false when this network has had too many. */
  greet(address: string, now = performance.now()): boolean {
    return this.#greeted.of(address, now).take(now);
  }

  /** A request for a session that is not there. */
  stray(address: string, now = performance.now()): void {
    this.#strays.of(address, now).take(now);
  }

  /** Whether this network has asked for so many of those that its next guess is not looked up. */
  isAstray(address: string, now = performance.now()): boolean {
    return !this.#strays.of(address, now).has(now);
  }

  /** Counts a stranger until it has proved who it is; null when there are too many. Call the result once. */
  enter(address: string, guest: Guest, now = performance.now()): (() => void) | null {
    return this.#strangers.enter(address, guest, now);
  }

  /** Lets a program be fetched; null when this network asks for too many. Call the result when it was handed over. */
  fetchProgram(address: string, now = performance.now()): (() => void) | null {
    return this.#fetches.of(address, now).take(now) ? this.#fetching.enter(address, null) : null;
  }
}
