import type { OutgoingHttpHeaders } from 'node:http';
import { respondJson } from '../http/respond';
import { sendFile } from '../http/send-file';
import { openReleaseFile } from '../process/agent-releases';
import { type FetchRoomParts, inFetchRoom } from './fetch-room';
import { errorMessage } from './refusal';

const PATH = /^\/agents\/releases\/([0-9a-f]{64})$/;

export const isReleasePath = (path: string): boolean => path.startsWith('/agents/releases/');

/** The first byte that is asked for, of `bytes=N-`; null: all of them, as for every other range. */
function beginOf(range: string | undefined): number | null {
  const digits = /^bytes=([0-9]{1,15})-$/.exec(range ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}

/** How a program is answered from a byte on. */
function answerFrom(begin: number | null, size: number): { status: number; headers: OutgoingHttpHeaders } {
  if (begin === null) return { status: 200, headers: { 'content-length': size } };
  if (begin >= size)
    return { status: 416, headers: { 'content-range': `bytes */${size}`, 'content-length': 0 } };
  const headers = {
    'content-range': `bytes ${begin}-${size - 1}/${size}`,
    'content-length': size - begin,
  };
  return { status: 206, headers };
}

export interface ReleaseFilesParts extends FetchRoomParts {
  /** Of the bundle for Linux; the release lies beside it. */
  folder: string;
}

/**
 * `GET /agents/releases/<sha256>`: a program of the signed release, as it is read from the disk; from a byte on where a
 * download goes on that was cut off.
 */
export function releaseFiles({ folder, ...room }: ReleaseFilesParts) {
  return inFetchRoom(room, async (request, response, path) => {
    const sha256 = request.method === 'GET' ? PATH.exec(path)?.[1] : undefined;
    const opened = sha256 === undefined ? null : await openReleaseFile(folder, sha256);
    if (opened === null) {
      const text = 'There is no such program here.';
      return respondJson(response, 404, errorMessage('malformed', { text }));
    }
    const begin = beginOf(request.headers.range);
    const { status, headers } = answerFrom(begin, opened.stats.size);
    response.writeHead(status, {
      ...headers,
      'content-type': 'application/octet-stream',
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    return sendFile(response, opened, begin ?? 0);
  });
}
