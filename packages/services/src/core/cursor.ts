import { createHmac, timingSafeEqual } from 'node:crypto';
import { InvalidError } from '../errors';

export type CursorValue = string | number | boolean | null;

function tagOf(secret: Uint8Array, list: string, payload: string): Buffer {
  return createHmac('sha256', secret).update(`teredo-fleet/cursor/v1\n${list}\n${payload}`).digest();
}

/**
 * A place in a list, opaque to its reader. `list` names the list with its sort and filter: a cursor of one is refused
 * by every other.
 */
export function encodeCursor(secret: Uint8Array, list: string, values: readonly CursorValue[]): string {
  const payload = Buffer.from(JSON.stringify(values), 'utf8').toString('base64url');
  return `${payload}.${tagOf(secret, list, payload).toString('base64url')}`;
}

/** Throws InvalidError for anything that `encodeCursor` did not make for this list. */
export function decodeCursor(secret: Uint8Array, list: string, cursor: string): CursorValue[] {
  const [payload = '', tag = ''] = cursor.split('.');
  const given = Buffer.from(tag, 'base64url');
  const right = tagOf(secret, list, payload);
  if (given.length !== right.length || !timingSafeEqual(given, right)) {
    throw new InvalidError(
      'This link points into a list that has changed. Go to the first page and look again.',
      {
        cursor: 'is not of this list',
      },
    );
  }
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as CursorValue[];
}
