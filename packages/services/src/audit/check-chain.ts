import { linkedEntries, type Queryable } from '@teredo-fleet/db';
import { ChainCheck, type ChainHead, type ChainVerdict, EMPTY_HEAD } from '@teredo-fleet/evidence';
import { chainedEntry, chainLink, DIGEST } from './chain-digest';

const LINKS_A_READ = 2_000;

/** Reads links after one number; each read may be a transaction of its own. */
export type ReadLinks = (after: number) => ReturnType<typeof linkedEntries>;

export const readLinksOf =
  (db: Queryable): ReadLinks =>
  (after) =>
    linkedEntries(db, after, LINKS_A_READ);

/**
 * Checks the audit chain link by link, against heads that were published earlier. Holds a few thousand entries at a time,
 * and goes on while others are added. `from`: a head up to which it was checked before.
 */
export async function checkAuditChain(
  read: ReadLinks,
  published: readonly ChainHead[] = [],
  from: ChainHead = EMPTY_HEAD,
): Promise<ChainVerdict> {
  const check = new ChainCheck(DIGEST, published, from);
  let after = from.count;
  for (let rows = await read(after); rows.length > 0; rows = await read(after)) {
    for (const { link, entry } of rows) {
      check.take({ link: chainLink(link), entry: entry === null ? null : chainedEntry(entry) });
      after = link.number;
    }
  }
  return check.verdict();
}
