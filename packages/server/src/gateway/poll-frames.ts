import {
  naclPrimitives,
  type OpenedFrame,
  openFrame,
  readCounter,
  receivingDirection,
  sealFrame,
  sendingDirection,
} from '@teredo-fleet/protocol';
import type { PollSessionRow } from './agent-store';
import { type ChannelKeys, sessionKeyOf } from './challenge';

const COUNTER_OFFSET = 2;
const KEPT_KEYS = 5_000;

/** A frame as it came: the next one, the newest one again, or one that may not be taken in. */
export type TakenFrame =
  | { kind: 'next' | 'again'; counter: number; plaintext: Uint8Array }
  | { kind: 'refused'; code: Extract<OpenedFrame, { ok: false }>['code'] };

/** Opens and seals the frames of the polling door; session keys are derived again in every worker that needs them. */
export class PollFrames {
  readonly #keys = new Map<string, Uint8Array>();

  constructor(readonly channel: ChannelKeys) {}

  keyOf(row: PollSessionRow): Uint8Array {
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    const key = this.#keys.get(row.id) ?? sessionKeyOf(this.channel, text(row.agentKey), text(row.nonce));
    this.#keys.delete(row.id);
    this.#keys.set(row.id, key);
    if (this.#keys.size > KEPT_KEYS) this.#keys.delete(this.#keys.keys().next().value ?? '');
    return key;
  }

  /** Whoever repeats the newest frame word for word gets its answer again; anything older is a replay. */
  take(row: PollSessionRow, frame: Uint8Array): TakenFrame {
    const direction = receivingDirection('server');
    const isLong = frame.length >= COUNTER_OFFSET + 8;
    const again = row.received > 0 && isLong && readCounter(frame, COUNTER_OFFSET) === row.received;
    const lastCounter = again ? row.received - 1 : row.received;
    const opened = openFrame(naclPrimitives, { key: this.keyOf(row), direction, lastCounter }, frame);
    if (!opened.ok) return { kind: 'refused', code: opened.code };
    return { kind: again ? 'again' : 'next', counter: opened.counter, plaintext: opened.plaintext };
  }

  /** The answer to frame `counter` has the same number. */
  seal(row: PollSessionRow, counter: number, plaintext: Uint8Array): Uint8Array {
    const sealing = { key: this.keyOf(row), direction: sendingDirection('server'), counter };
    return sealFrame(naclPrimitives, sealing, plaintext);
  }

  forget(id: string): void {
    this.#keys.delete(id);
  }
}
