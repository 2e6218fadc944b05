import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestOrigin } from '../http/client-address';

/** What the web role knows of a request before anything reads its body. */
export interface RequestContext {
  requestId: string;
  origin: RequestOrigin;
  /** As `pathOf` reads it. */
  path: string;
  /** Allows exactly the scripts of this answer. */
  nonce: string;
}

/**
 * Path of a request; null when its target is none of ours: no path (`*`, another server's address), or one that can't be
 * decoded.
 */
export function pathOf({ url = '' }: IncomingMessage): string | null {
  if (!url.startsWith('/')) return null;
  try {
    const { pathname } = new URL(`http://local${url}`);
    decodeURIComponent(pathname);
    return pathname;
  } catch {
    return null;
  }
}

export const newRequestId = (): string => randomUUID();
