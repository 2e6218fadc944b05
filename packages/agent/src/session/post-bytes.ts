import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { MAX_FRAME_BYTES } from '@teredo-fleet/protocol';
import type { DoorAddress } from './link';
import { SessionError } from './session-error';

export interface PostAnswer {
  status: number;
  body: Uint8Array;
}

/** One POST; answers larger than a frame, or not whole after `timeoutMs`, are failures. Throws SessionError `unreachable`. */
export function postBytes(
  address: DoorAddress,
  path: string,
  request: { body: Uint8Array; contentType: string; timeoutMs: number; signal: AbortSignal },
): Promise<PostAnswer> {
  const url = new URL(path, address.server);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const fail = (cause: string) => reject(SessionError.unreachable(address.server, cause));
    const outgoing = send(url, {
      method: 'POST',
      signal: request.signal,
      headers: { 'content-type': request.contentType, 'content-length': request.body.length },
      ...(address.ca === null ? {} : { ca: address.ca }),
    });
    // Of the whole exchange: an answer that comes byte by byte is none.
    const late = setTimeout(() => outgoing.destroy(new Error('no answer in time')), request.timeoutMs);
    outgoing.on('close', () => clearTimeout(late));
    outgoing.on('error', (error) => fail(error.message));
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > MAX_FRAME_BYTES) outgoing.destroy(new Error('the answer is too large'));
      });
      response.on('error', (error) => fail(error.message));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
    });
    outgoing.end(request.body);
  });
}
