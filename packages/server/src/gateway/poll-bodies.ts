import type { IncomingMessage, ServerResponse } from 'node:http';
import { decodeBase64, encodeBase64, MAX_FRAME_BYTES } from '@teredo-fleet/protocol';
import { readBody } from '../http/read-body';
import { respondBytes } from '../http/respond';
import { Refusal } from './refusal';

/** Agents that can send and read no bytes, only text, put frames into base64. */
const TEXT = 'text/plain';

const isText = (request: IncomingMessage): boolean =>
  (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() === TEXT;

const asBase64Length = (bytes: number): number => Math.ceil(bytes / 3) * 4;

/** One sealed frame, whichever way it came. Throws Refusal or BodyTooLargeError. */
export async function readFrame(request: IncomingMessage, maxBytes = MAX_FRAME_BYTES): Promise<Uint8Array> {
  if (!isText(request)) return readBody(request, maxBytes);
  const text = (await readBody(request, asBase64Length(maxBytes))).toString('latin1');
  const frame = decodeBase64(text);
  if (frame === null) throw new Refusal('malformed', { text: 'The body is not base64 without line breaks.' });
  return frame;
}

/** Answers with a frame as the request's came. */
export function respondFrame(request: IncomingMessage, response: ServerResponse, frame: Uint8Array): void {
  if (isText(request)) return respondBytes(response, 200, TEXT, Buffer.from(encodeBase64(frame), 'latin1'));
  respondBytes(response, 200, 'application/octet-stream', frame);
}
