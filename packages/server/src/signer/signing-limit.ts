import { countSignatures, type Queryable } from '@teredo-fleet/db';
import type { Logger } from '../log';

const AT_ONCE = 100;
/** More than any operator needs; a stolen web role gets no further than this. */
const PER_MINUTE = 1_000;
const MINUTE_MS = 60_000;

/** How many signatures one round may make now; 0: the limit of a minute is reached, which is said. */
export async function signaturesLeft(db: Queryable, log: Logger): Promise<number> {
  const signed = await countSignatures(db, new Date(Date.now() - MINUTE_MS));
  const left = Math.min(AT_ONCE, PER_MINUTE - signed);
  if (left <= 0)
    log.warn({ signed }, 'the limit of signatures a minute is reached; what is to be signed waits');
  return Math.max(0, left);
}
