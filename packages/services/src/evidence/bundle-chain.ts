import {
  auditLinkHash,
  entriesOfLinks,
  type LinkedRow,
  linkedEntries,
  linksOfRollout,
  newestAuditHead,
  oldestLinkNumber,
  type Queryable,
  type StoredEntry,
  type StoredLink,
} from '@teredo-fleet/db';
import { EMPTY_HEAD, type PlacedEntry } from '@teredo-fleet/evidence';
import { chainedEntry, chainLink, DIGEST } from '../audit/chain-digest';
import { lineOfHead, publishedHead } from '../audit/head-lines';
import { beginningOf, isOnRecord } from './lost-entries';

const LINKS_A_READ = 2_000;
const ENTRIES_A_READ = 1_000;

/** The part of the chain that a bundle tells of. */
export interface BundleChain {
  /** The newest signed head and its line; null: none was signed yet. */
  head: { count: number; hash: string; line: string } | null;
  /** Numbers of the links whose entries concern the rollout, rising. */
  concerning: readonly number[];
  /** Number of the first link told. */
  from: number;
  /** Links told. */
  links: number;
}

/**
 * Finds how far a bundle's chain goes: from the rollout's first entry, or one that was lost before it, through the newest
 * signed head.
 */
export async function findBundleChain(db: Queryable, rolloutId: string): Promise<BundleChain> {
  const stored = await newestAuditHead(db);
  if (stored === null) return { head: null, concerning: [], from: 1, links: 0 };
  const { count, hash } = stored;
  const oldest = await oldestLinkNumber(db);
  // A link is proven by the one before it; of a part that is being pruned batch by batch the oldest has none.
  const floor = oldest === 1 ? 0 : oldest;
  const concerning = (await linksOfRollout(db, rolloutId, count)).filter((number) => number > floor);
  const from = await beginningOf(db, rolloutId, { first: concerning[0] ?? count + 1, floor });
  const head = { count, hash: Buffer.from(hash).toString('hex'), line: lineOfHead(publishedHead(stored)) };
  return { head, concerning, from, links: count + 1 - from };
}

function placed(row: LinkedRow): PlacedEntry {
  return { number: row.number, entrySha256: row.entrySha256.toString('hex'), entry: chainedEntry(row) };
}

/** The entries that concern the rollout, in the order of the chain. */
export async function* readEntries(db: Queryable, { concerning }: BundleChain): AsyncGenerator<PlacedEntry> {
  for (let at = 0; at < concerning.length; at += ENTRIES_A_READ) {
    for (const row of await entriesOfLinks(db, concerning.slice(at, at + ENTRIES_A_READ))) yield placed(row);
  }
}

async function hashBefore(db: Queryable, from: number): Promise<string> {
  if (from === 1) return EMPTY_HEAD.hash;
  const hash = await auditLinkHash(db, from - 1);
  if (hash === null) throw new Error(`The link ${from - 1} of the audit chain is missing.`);
  return hash.toString('hex');
}

/** A link, with its entry where that is the rollout's own, and null where what was linked is not on record any more. */
function linkLine(link: StoredLink, entry: StoredEntry | null, isOwn: boolean): string {
  const { number, entrySha256, hash } = chainLink(link);
  const told = { number, entrySha256, hash };
  if (isOwn && entry !== null) return DIGEST.canonical({ ...told, entry: chainedEntry(entry) });
  return DIGEST.canonical(isOnRecord(link, entry) ? told : { ...told, entry: null });
}

/** The lines of `chain.jsonl`, without their line feeds. */
export async function* chainLines(db: Queryable, chain: BundleChain): AsyncGenerator<string> {
  const { head, concerning, from } = chain;
  if (head === null) {
    yield DIGEST.canonical({ from: 1, before: EMPTY_HEAD.hash });
    return;
  }
  yield DIGEST.canonical({ from, before: await hashBefore(db, from) });
  const own = new Set(concerning);
  let after = from - 1;
  while (after < head.count) {
    const rows = await linkedEntries(db, after, Math.min(LINKS_A_READ, head.count - after));
    const through = rows.filter(({ link: { number } }) => number <= head.count);
    if (through.length === 0) throw new Error(`The link ${after + 1} of the audit chain is missing.`);
    for (const { link, entry } of through) yield linkLine(link, entry, own.has(link.number));
    after = through.at(-1)!.link.number;
  }
  yield head.line;
}
