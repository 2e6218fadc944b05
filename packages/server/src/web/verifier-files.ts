import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { respondBytes, respondJson } from '../http/respond';
import type { RequestContext } from './request-context';

/** The page on which a bundle is checked in the browser. */
const PAGE = '/verify';
/** The program for a terminal, and the one that the page runs. */
const FILES = new Map([
  ['/verify.mjs', 'verify.mjs'],
  ['/verify-worker.js', 'verify-worker.js'],
]);

export const isVerifierFile = (path: string): boolean => FILES.has(path);

/** What may speak to no server: what is checked there stays there. Null: any other address. */
export function silenceOf(path: string): 'page' | 'file' | null {
  if (path === PAGE) return 'page';
  return isVerifierFile(path) ? 'file' : null;
}

/** `GET /verify.mjs`, `GET /verify-worker.js`: for everybody, signed in or not. */
export function verifierRoute(folder: string) {
  return async (
    _request: IncomingMessage,
    response: ServerResponse,
    { path, requestId }: RequestContext,
  ): Promise<void> => {
    const name = FILES.get(path) ?? '';
    const bytes = await readFile(join(folder, name)).catch(() => null);
    if (bytes === null) {
      const message = `${name} was not built on this server: run npm run build there.`;
      return respondJson(response, 404, { error: { code: 'not-found', message, requestId, fields: {} } });
    }
    const etag = `"${createHash('sha256').update(bytes).digest('hex')}"`;
    const download: Record<string, string> =
      name === 'verify.mjs' ? { 'content-disposition': `attachment; filename="${name}"` } : {};
    const headers = { etag, 'cache-control': 'no-cache', ...download };
    respondBytes(response, 200, 'text/javascript; charset=utf-8', bytes, headers);
  };
}
