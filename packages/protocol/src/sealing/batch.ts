import { encodeUtf8 } from './utf8';

/** The most messages that one frame may carry. */
export const MAX_BATCH_MESSAGES = 64;

/** Plain text of a frame: the UTF-8 of a JSON array of messages, in order. No messages is a batch too. */
export function encodeBatch(messages: readonly unknown[]): Uint8Array {
  return encodeUtf8(JSON.stringify(messages));
}
