import type { PollSessionFacts } from '@teredo-fleet/db';
import {
  naclPrimitives,
  type OpenedFrame,
  openFrame,
  readCounter,
  receivingDirection,
  sealFrame,
  sendingDirection,
} from '@teredo-fleet/protocol';
import { type ChannelKeys, sessionKeyOf } from './challenge';

const COUNTER_OFFSET = 2;

/** A session as its table has it. */
export type PollSession = PollSessionFacts & { id: string; received: number };

/** A frame as it came: the next one, the newest one again, or one that may not be taken in. */
export type TakenFrame =
  | { kind: 'next' | 'again'; counter: number; plaintext: Uint8Array }
  | { kind: 'refused'; code: Extract<OpenedFrame, { ok: false }>['code'] };

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** The key is derived again by every worker that needs it; it is stored nowhere. */
export const pollSessionKey = (channel: ChannelKeys, { agentKey, nonce }: PollSession): Uint8Array =>
  sessionKeyOf(channel, base64(agentKey), base64(nonce));

/** Whoever repeats the newest frame word for word may have its answer again; anything older is a replay. */
export function takeFrame(key: Uint8Array, received: number, frame: Uint8Array): TakenFrame {
  const isLong = frame.length >= COUNTER_OFFSET + 8;
  const again = received > 0 && isLong && readCounter(frame, COUNTER_OFFSET) === received;
  const opening = {
    key,
    direction: receivingDirection('server'),
    lastCounter: again ? received - 1 : received,
  };
  const opened = openFrame(naclPrimitives, opening, frame);
  if (!opened.ok) return { kind: 'refused', code: opened.code };
  return { kind: again ? 'again' : 'next', counter: opened.counter, plaintext: opened.plaintext };
}

/** The answer to frame `counter` has the same number. */
export function sealAnswer(key: Uint8Array, counter: number, plaintext: Uint8Array): Uint8Array {
  return sealFrame(naclPrimitives, { key, direction: sendingDirection('server'), counter }, plaintext);
}
