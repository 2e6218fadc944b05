import type { StoredEntry, StoredLink } from '@teredo-fleet/db';
import type { ChainedEntry, ChainLink, Digest } from '@teredo-fleet/evidence';
import { iso } from '../core/instants';
import { canonicalText, sha256 } from '../core/sha256';

/** A number that PostgreSQL holds and JSON text can't say: whoever writes one must not stop the chain. */
function sayable(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(sayable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, sayable(part)]));
}

function canonical(value: unknown): string {
  try {
    return canonicalText(value);
  } catch (error) {
    if (error instanceof TypeError) return canonicalText(sayable(value));
    throw error;
  }
}

/** SHA-256 and RFC 8785 as the chain is made with them here. */
export const DIGEST: Digest = { sha256: (text) => sha256(text).toString('hex'), canonical };

/** An entry as the chain holds it. */
export const chainedEntry = (row: StoredEntry): ChainedEntry => entryAt(row, iso(row.at));

/** The same of one whose time is text. */
export function entryAt(row: Omit<StoredEntry, 'at'>, at: string): ChainedEntry {
  const { seq, scopeId, action, outcome, before, after, reason, requestId, address } = row;
  return {
    seq,
    at,
    scopeId,
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName, token: row.actorToken },
    action,
    object: { kind: row.objectKind, id: row.objectId, name: row.objectName },
    outcome,
    before,
    after,
    reason,
    requestId,
    address,
  };
}

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

export function storedLink({ number, seq, entrySha256, hash }: ChainLink): StoredLink {
  return { number, seq, entrySha256: bytes(entrySha256), hash: bytes(hash) };
}

export function chainLink({ number, seq, entrySha256, hash }: StoredLink): ChainLink {
  return { number, seq, entrySha256: entrySha256.toString('hex'), hash: hash.toString('hex') };
}
