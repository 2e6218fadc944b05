import type { Digest } from './digest';

/** An audit entry as the chain holds it: everything that is on record, and nothing else. */
export interface ChainedEntry {
  /** The number that the database gave it; one that was given and never used is no gap in the record. */
  seq: string;
  /** ISO 8601 UTC, milliseconds. */
  at: string;
  scopeId: string | null;
  /** `token`: the API token that acted for the person; null: none did. */
  actor: { kind: string; id: string | null; name: string; token: string | null };
  action: string;
  object: { kind: string; id: string | null; name: string | null };
  outcome: string;
  before: unknown;
  after: unknown;
  reason: string | null;
  requestId: string | null;
  address: string | null;
}

/** How far a chain goes: `hash` is that of its newest link, 64 hex digits. */
export interface ChainHead {
  count: number;
  hash: string;
}

/** The place of one entry in the chain. `number` counts from 1 without gaps. */
export interface ChainLink {
  number: number;
  seq: string;
  entrySha256: string;
  hash: string;
}

/** The head of a chain without links. */
export const EMPTY_HEAD: ChainHead = { count: 0, hash: '0'.repeat(64) };

const LINK = 'teredo-fleet/audit-link/v1';

/** SHA-256 of the RFC 8785 text of an entry. */
export function entryDigest(entry: ChainedEntry, digest: Digest): string {
  return digest.sha256(digest.canonical(entry));
}

/** Hash of a link: SHA-256 over its kind, its number, the hash before it and the digest of its entry, a line each. */
export function linkHash(
  previous: string,
  { number, entrySha256 }: Pick<ChainLink, 'number' | 'entrySha256'>,
  digest: Digest,
): string {
  return digest.sha256([LINK, number, previous, entrySha256].join('\n'));
}

/** The link that puts an entry behind a head. */
export function linkEntry(head: ChainHead, entry: ChainedEntry, digest: Digest): ChainLink {
  const number = head.count + 1;
  const entrySha256 = entryDigest(entry, digest);
  return { number, seq: entry.seq, entrySha256, hash: linkHash(head.hash, { number, entrySha256 }, digest) };
}

/** Links for entries in their order. */
export function linkEntries(
  head: ChainHead,
  entries: readonly ChainedEntry[],
  digest: Digest,
): { links: ChainLink[]; head: ChainHead } {
  const links: ChainLink[] = [];
  let at = head;
  for (const entry of entries) {
    const link = linkEntry(at, entry, digest);
    links.push(link);
    at = { count: link.number, hash: link.hash };
  }
  return { links, head: at };
}
