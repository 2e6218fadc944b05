import {
  linkedEntries,
  type Queryable,
  rolloutBegan,
  type StoredEntry,
  type StoredLink,
} from '@teredo-fleet/db';
import { entryDigest } from '@teredo-fleet/evidence';
import { chainedEntry, DIGEST } from '../audit/chain-digest';

const LINKS_A_READ = 2_000;
/** An entry is written before it is committed, and linked after that: so much earlier none of a rollout was. */
const EARLIER_MS = 5 * 60_000;

/** Whether the entry from which a link was made is on record: there, and as it was. */
export function isOnRecord({ entrySha256 }: StoredLink, entry: StoredEntry | null): boolean {
  return entry !== null && entryDigest(chainedEntry(entry), DIGEST) === entrySha256.toString('hex');
}

/** Links whose entries may be a rollout's: after `floor`, and before the first one that is known to be. */
interface Before {
  first: number;
  floor: number;
}

/**
 * Where the chain of a rollout begins: with its first entry, or with an earlier link, made since the rollout was, whose entry
 * is not on record any more. Whose that was nobody can tell, so that its loss has to be told.
 */
export async function beginningOf(
  db: Queryable,
  rolloutId: string,
  { first, floor }: Before,
): Promise<number> {
  const began = await rolloutBegan(db, rolloutId);
  if (began === null) return first;
  const since = began.getTime() - EARLIER_MS;
  let from = first;
  for (let through = first - 1; through > floor; through -= LINKS_A_READ) {
    const rows = await linkedEntries(db, Math.max(floor, through - LINKS_A_READ), LINKS_A_READ);
    for (const { link, entry } of rows.filter(({ link: { number } }) => number <= through).reverse()) {
      if (!isOnRecord(link, entry)) from = link.number;
      else if (entry !== null && entry.at.getTime() < since) return from;
    }
  }
  return from;
}
