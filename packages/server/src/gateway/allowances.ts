import { TokenBucket } from '../http/token-bucket';

/** Messages of one machine: on average, and after it was cut off for a while. */
const MESSAGES_PER_SECOND = 50;
const MESSAGES_AT_ONCE = 500;
/** Their bytes, the same way. */
const BYTES_PER_SECOND = 128 * 1024;
const BYTES_AT_ONCE = 8 * 1024 * 1024;
const MACHINES = 20_000;

interface Said {
  messages: number;
  bytes: number;
}

/** What one machine may say, by whichever door and however often it connects anew. */
export class Allowances {
  readonly #kept = new Map<string, { messages: TokenBucket; bytes: TokenBucket }>();

  /** False: it has said too much; its session is over. */
  take(machineId: string, { messages, bytes }: Said, now = performance.now()): boolean {
    const own = this.#kept.get(machineId) ?? {
      messages: new TokenBucket(MESSAGES_PER_SECOND, MESSAGES_AT_ONCE, now),
      bytes: new TokenBucket(BYTES_PER_SECOND, BYTES_AT_ONCE, now),
    };
    this.#kept.delete(machineId);
    this.#kept.set(machineId, own);
    if (this.#kept.size > MACHINES) this.#kept.delete(this.#kept.keys().next().value ?? '');
    return own.messages.take(now, messages) && own.bytes.take(now, bytes);
  }
}
