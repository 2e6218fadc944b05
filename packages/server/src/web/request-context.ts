import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestOrigin } from '../http/client-address';

/** What the web role knows of a request before anything reads its body. */
export interface RequestContext {
  requestId: string;
  origin: RequestOrigin;
  path: string;
  /** Allows exactly the scripts of this answer. */
  nonce: string;
}

/** Path of a request; null when its target can't be read. */
export function pathOf(request: IncomingMessage): string | null {
  try {
    return new URL(request.url ?? '/', 'http://local').pathname;
  } catch {
    return null;
  }
}

export const newRequestId = (): string => randomUUID();
