import {
  auditChainHead,
  insertAuditLinks,
  lockAuditChain,
  type Queryable,
  unlinkedEntries,
} from '@teredo-fleet/db';
import { EMPTY_HEAD, linkEntries } from '@teredo-fleet/evidence';
import { chainedEntry, DIGEST, storedLink } from './chain-digest';

/** Links made in one transaction: some 50 ms of work. */
export const LINKS_AT_ONCE = 1_000;

/**
 * Links committed audit entries that have no link yet, the oldest first, in the caller's transaction. Whoever writes
 * entries never waits for it; when another server does it now, nothing happens. Gives how many were linked.
 * `everywhere` also finds one that was committed long after others that were written later.
 */
export async function extendAuditChain(db: Queryable, { everywhere = false } = {}): Promise<number> {
  if (!(await lockAuditChain(db))) return 0;
  const entries = await unlinkedEntries(db, { limit: LINKS_AT_ONCE, everywhere });
  if (entries.length === 0) return 0;
  const head = await auditChainHead(db);
  const from = head === null ? EMPTY_HEAD : { count: head.count, hash: head.hash.toString('hex') };
  const { links } = linkEntries(from, entries.map(chainedEntry), DIGEST);
  await insertAuditLinks(db, links.map(storedLink));
  return links.length;
}
