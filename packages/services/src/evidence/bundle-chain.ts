import {
  type BundledLink,
  entriesOfLinks,
  type LinkedRow,
  linksBetween,
  linksOfRollout,
  newestAuditHead,
  oldestLinkNumber,
  type Queryable,
} from '@teredo-fleet/db';
import { EMPTY_HEAD, type PlacedEntry } from '@teredo-fleet/evidence';
import { chainedEntry, DIGEST } from '../audit/chain-digest';
import { lineOfHead, publishedHead } from '../audit/head-lines';

const LINKS_A_READ = 5_000;
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

/** Finds how far a bundle's chain goes: from the rollout's first entry through the newest signed head. */
export async function findBundleChain(db: Queryable, rolloutId: string): Promise<BundleChain> {
  const stored = await newestAuditHead(db);
  if (stored === null) return { head: null, concerning: [], from: 1, links: 0 };
  const { count, hash } = stored;
  const oldest = await oldestLinkNumber(db);
  // A link is proven by the one before it; of a part that is being pruned batch by batch the oldest has none.
  const concerning = (await linksOfRollout(db, rolloutId, count)).filter(
    (number) => number === 1 || number > oldest,
  );
  const from = concerning[0] ?? count + 1;
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
  const [link] = await linksBetween(db, { after: from - 2, through: from - 1, limit: 1 });
  if (link === undefined) throw new Error(`The link ${from - 1} of the audit chain is missing.`);
  return link.hash.toString('hex');
}

async function* linkLines(db: Queryable, links: readonly BundledLink[], own: ReadonlySet<number>) {
  const numbers = links.map(({ number }) => number).filter((number) => own.has(number));
  const rows = numbers.length === 0 ? [] : await entriesOfLinks(db, numbers);
  const entries = new Map(rows.map((row) => [row.number, chainedEntry(row)]));
  for (const { number, entrySha256, hash, kept } of links) {
    const told = { number, entrySha256: entrySha256.toString('hex'), hash: hash.toString('hex') };
    const entry = kept ? entries.get(number) : null;
    yield DIGEST.canonical(entry === undefined ? told : { ...told, entry });
  }
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
    const links = await linksBetween(db, { after, through: head.count, limit: LINKS_A_READ });
    if (links.length === 0) throw new Error(`The link ${after + 1} of the audit chain is missing.`);
    yield* linkLines(db, links, own);
    after = links.at(-1)!.number;
  }
  yield head.line;
}
