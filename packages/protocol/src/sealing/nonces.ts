/** First byte of every nonce: what the box is for. No two uses of one session key share a nonce. */
export const SEAL_PURPOSE = { agentToServer: 1, serverToAgent: 2, proof: 3, goTicket: 4 } as const;

export type FrameDirection = typeof SEAL_PURPOSE.agentToServer | typeof SEAL_PURPOSE.serverToAgent;

/** Frames of one direction are numbered 1, 2, 3 … and end here: a session does not live that long. */
export const MAX_COUNTER = 9_007_199_254_740_991;

/** 8 bytes, big-endian. Numbers above 32 bits are divided, not shifted: ES3 shifts 32 bits only. */
export function writeCounter(target: Uint8Array, offset: number, counter: number): void {
  let rest = counter;
  for (let at = 7; at >= 0; at -= 1) {
    target[offset + at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}

/** The number at `offset`; Infinity when it is above MAX_COUNTER. */
export function readCounter(source: Uint8Array, offset: number): number {
  let counter = 0;
  for (let at = 0; at < 8; at += 1) counter = counter * 256 + (source[offset + at] as number);
  return counter > MAX_COUNTER ? Number.POSITIVE_INFINITY : counter;
}

/** 24 bytes: purpose, 8 bytes of counter, 15 zero bytes. */
export function counterNonce(purpose: number, counter: number): Uint8Array {
  const nonce = new Uint8Array(24);
  nonce[0] = purpose;
  writeCounter(nonce, 1, counter);
  return nonce;
}
