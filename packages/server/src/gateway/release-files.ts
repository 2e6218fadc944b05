import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { respondJson } from '../http/respond';
import { findReleaseFile } from '../process/agent-releases';
import { errorMessage } from './refusal';

const PATH = /^\/agents\/releases\/([0-9a-f]{64})$/;

export const isReleasePath = (path: string): boolean => path.startsWith('/agents/releases/');

/** `GET /agents/releases/<sha256>`: a program of the signed release, as it is read from the disk. */
export function releaseFiles(folder: string) {
  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const sha256 = PATH.exec(path)?.[1];
    const file = sha256 === undefined ? null : await findReleaseFile(folder, sha256);
    if (request.method !== 'GET' || file === null) {
      const text = 'There is no such program here.';
      return respondJson(response, 404, errorMessage('malformed', { text }));
    }
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': file.size,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    // Whoever goes away in the middle comes again.
    await pipeline(createReadStream(file.path), response).catch(() => undefined);
  };
}
