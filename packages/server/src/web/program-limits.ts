import { createHash } from 'node:crypto';
import { UnavailableError } from '@teredo-fleet/services';
import { networkOf } from '../http/client-network';
import { TokenBucket } from '../http/token-bucket';

interface Limit {
  perSecond: number;
  atOnce: number;
}

/** Calls with one API token: on average, and after a pause. */
const OF_TOKEN: Limit = { perSecond: 20, atOnce: 200 };
/** Calls of one network without an API token that is good: all that a stranger gets of the database. */
const OF_STRANGERS: Limit = { perSecond: 1, atOnce: 60 };
const KEPT = 20_000;

/** Allowances by key; the longest unused are forgotten first. */
class Buckets {
  readonly #kept = new Map<string, TokenBucket>();

  constructor(private readonly limit: Limit) {}

  knows(key: string): boolean {
    return this.#kept.has(key);
  }

  take(key: string, now: number): boolean {
    const bucket = this.#kept.get(key) ?? new TokenBucket(this.limit.perSecond, this.limit.atOnce, now);
    this.#kept.delete(key);
    this.#kept.set(key, bucket);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value ?? '');
    return bucket.take(now);
  }
}

/**
 * How often programs may call this process. A token that was good here lately has an allowance of its own, so that strangers
 * in the same network can't use up its calls; what is not known to be good draws on the network's.
 */
export class ProgramLimits {
  readonly #tokens = new Buckets(OF_TOKEN);
  readonly #strangers = new Buckets(OF_STRANGERS);

  /** Whether a call may be looked at. `secret` null: it shows no token. */
  admits(secret: string | null, address: string, now = performance.now()): boolean {
    const key = secret === null ? null : keyOf(secret);
    if (key !== null && this.#tokens.knows(key)) return this.#tokens.take(key, now);
    return this.#strangers.take(networkOf(address), now);
  }

  /** This token was good just now. */
  learn(secret: string, now = performance.now()): void {
    const key = keyOf(secret);
    if (!this.#tokens.knows(key)) this.#tokens.take(key, now);
  }
}

/** No secret stays in memory. */
const keyOf = (secret: string): string => createHash('sha256').update(secret).digest('base64');

/** How often strangers may call with links that need no account, each network by itself. */
export class LinkLimits {
  readonly #strangers = new Buckets(OF_STRANGERS);

  /** Takes one call of a network's allowance. Throws UnavailableError when it is used up. */
  admit(address: string, now = performance.now()): void {
    if (this.#strangers.take(networkOf(address), now)) return;
    throw new UnavailableError(
      'There were too many requests from here. Wait a little, then go on more slowly.',
    );
  }
}
