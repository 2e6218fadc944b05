import { auditLinkHash, type Queryable } from '@teredo-fleet/db';
import {
  type ChainHead,
  EMPTY_HEAD,
  faultText,
  headSignedText,
  headStatementText,
  type PublishedHead,
} from '@teredo-fleet/evidence';
import { iso } from '../core/instants';
import { DIGEST } from './chain-digest';
import { checkAuditChain, readLinksOf } from './check-chain';

/** Signs with the evidence key. */
export interface HeadSigner {
  /** 32 bytes. */
  publicKey: Uint8Array;
  /** 64 hex digits. */
  keyId: string;
  sign(bytes: Uint8Array): Uint8Array;
}

/** The chain is not a continuation of what was signed: nothing more is signed. */
export class AuditChainBroken extends Error {
  readonly code = 'audit-chain-broken';
}

const broken = (what: string): AuditChainBroken =>
  new AuditChainBroken(
    `The audit chain does not hold: ${what} No head is signed any more. Look at Audit, Chain, keep the published heads, and find out who changed the database.`,
  );

/** Refuses unless what was signed last is still there. */
async function checkStillThere(db: Queryable, { count, hash }: ChainHead): Promise<void> {
  if (count === 0) return;
  const found = await auditLinkHash(db, count);
  if (found?.toString('hex') === hash) return;
  const what = found === null ? 'was cut off' : 'was rewritten';
  throw broken(`what was signed at ${count} entries ${what}.`);
}

/** Refuses unless what was added since `last` was made from it, entry by entry. */
async function checkContinuation(db: Queryable, last: ChainHead): Promise<ChainHead> {
  await checkStillThere(db, last);
  const { faults, faultCount, head } = await checkAuditChain(readLinksOf(db), [], last);
  const [first] = faults;
  if (first === undefined) return head;
  throw broken(`${faultText(first)}${faultCount > 1 ? ` And ${faultCount - 1} more faults.` : ''}`);
}

/**
 * Signs how far the audit chain goes, after checking all that was added since the head that was signed last. That one must
 * come from outside the database, or whoever rewrites the database rewrites it too. `now` is asked when all is checked: a
 * bundle that was made meanwhile is older than the head. null: there is nothing new.
 *
 * @throws AuditChainBroken when the chain does not continue from there.
 */
export async function signAuditHead(
  db: Queryable,
  signer: HeadSigner,
  last: ChainHead | null,
  now: () => Date,
): Promise<{ head: ChainHead; at: Date; published: PublishedHead } | null> {
  const from = last ?? EMPTY_HEAD;
  const head = await checkContinuation(db, from);
  if (head.count === from.count) return null;
  const at = now();
  const statement = headStatementText({ ...head, at: iso(at), keyId: signer.keyId }, DIGEST);
  const signature = signer.sign(Buffer.from(headSignedText(statement)));
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  return {
    head,
    at,
    published: { statement, signature: base64(signature), publicKey: base64(signer.publicKey) },
  };
}
