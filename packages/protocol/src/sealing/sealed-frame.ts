import { concatBytes, copyBytes } from './bytes';
import { counterNonce, type FrameDirection, readCounter, SEAL_PURPOSE, writeCounter } from './nonces';
import type { SealingPrimitives } from './primitives';

export const FRAME_VERSION = 1;
/** Version, direction, counter. */
export const FRAME_HEADER_BYTES = 10;
const SEAL_BYTES = 16;
/** The largest plain text of one frame: a batch of messages, each within MAX_MESSAGE_BYTES. */
export const MAX_FRAME_PLAINTEXT_BYTES = 256 * 1024;
export const MAX_FRAME_BYTES = FRAME_HEADER_BYTES + SEAL_BYTES + MAX_FRAME_PLAINTEXT_BYTES;

/** `bad-seal`: altered, cut, of another session or the wrong direction. The session ends with any of these. */
export type FrameFailure = 'bad-seal' | 'replayed' | 'out-of-order' | 'too-large';

export type OpenedFrame =
  | { ok: true; counter: number; plaintext: Uint8Array }
  | { ok: false; code: FrameFailure };

export interface FrameSealing {
  key: Uint8Array;
  direction: FrameDirection;
  /** 1 for the first frame of this direction, then one more each time. */
  counter: number;
}

/** Header (version 1, direction, counter as 8 bytes big-endian) and secretbox. Throws RangeError when too large. */
export function sealFrame(
  primitives: SealingPrimitives,
  sealing: FrameSealing,
  plaintext: Uint8Array,
): Uint8Array {
  if (plaintext.length > MAX_FRAME_PLAINTEXT_BYTES)
    throw new RangeError('The batch is larger than one frame may be.');
  const header = new Uint8Array(FRAME_HEADER_BYTES);
  header[0] = FRAME_VERSION;
  header[1] = sealing.direction;
  writeCounter(header, 2, sealing.counter);
  const nonce = counterNonce(sealing.direction, sealing.counter);
  return concatBytes([header, primitives.secretbox(plaintext, nonce, sealing.key)]);
}

export interface FrameOpening {
  key: Uint8Array;
  /** The direction that frames from the other side have. */
  direction: FrameDirection;
  /** Counter of the newest frame taken in; 0 before the first. */
  lastCounter: number;
}

/**
 * Opens the next frame: exactly `lastCounter + 1`, else `replayed` (not above) or `out-of-order` (a gap). The seal is
 * checked first, so that a stranger learns nothing about counters.
 */
export function openFrame(
  primitives: SealingPrimitives,
  opening: FrameOpening,
  frame: Uint8Array,
): OpenedFrame {
  if (frame.length > MAX_FRAME_BYTES) return { ok: false, code: 'too-large' };
  if (frame.length < FRAME_HEADER_BYTES + SEAL_BYTES) return { ok: false, code: 'bad-seal' };
  if (frame[0] !== FRAME_VERSION || frame[1] !== opening.direction) return { ok: false, code: 'bad-seal' };
  const counter = readCounter(frame, 2);
  if (counter === Number.POSITIVE_INFINITY) return { ok: false, code: 'bad-seal' };
  const box = copyBytes(frame, FRAME_HEADER_BYTES, frame.length);
  const plaintext = primitives.secretboxOpen(box, counterNonce(opening.direction, counter), opening.key);
  if (plaintext === null) return { ok: false, code: 'bad-seal' };
  if (counter <= opening.lastCounter) return { ok: false, code: 'replayed' };
  if (counter !== opening.lastCounter + 1) return { ok: false, code: 'out-of-order' };
  return { ok: true, counter: counter, plaintext: plaintext };
}

/** The direction byte of frames that this side sends. */
export function sendingDirection(side: 'agent' | 'server'): FrameDirection {
  return side === 'agent' ? SEAL_PURPOSE.agentToServer : SEAL_PURPOSE.serverToAgent;
}

/** The direction byte of frames that this side receives. */
export function receivingDirection(side: 'agent' | 'server'): FrameDirection {
  return side === 'agent' ? SEAL_PURPOSE.serverToAgent : SEAL_PURPOSE.agentToServer;
}
