import { auditLinkHash, type Queryable, type StoredStub, signedAuditStub } from '@teredo-fleet/db';
import { type ChainHead, EMPTY_HEAD, readSignedStub, type StubStatement } from '@teredo-fleet/evidence';
import { SIGNATURES } from './signature-check';

export type ReadStub =
  | { ok: true; statement: StubStatement }
  /** `why`: a part of a sentence. */
  | { ok: false; why: string };

/** Reads a stub on record and judges its signature. `keyIds`: whose signatures count. */
export function readStub(stub: StoredStub, keyIds: readonly string[]): ReadStub {
  const published = {
    statement: stub.statement ?? '',
    signature: stub.signature?.toString('base64') ?? '',
    publicKey: stub.publicKey?.toString('base64') ?? '',
  };
  const reading = readSignedStub(published, keyIds, SIGNATURES);
  switch (reading.kind) {
    case 'signed':
      return { ok: true, statement: reading.statement };
    case 'unreadable':
      return { ok: false, why: 'says nothing that is a stub' };
    case 'wrong-signature':
      return { ok: false, why: 'has a wrong signature: it was altered' };
    case 'another-key':
      return { ok: false, why: `is signed by another key (${reading.keyId})` };
  }
}

/** From where a chain is checked, and what is wrong with what stands in place of its pruned part. */
export interface ChainStart {
  from: ChainHead;
  faults: string[];
}

/** A chain of which nothing is pruned starts with its first link, any other with the newest signed stub. */
export async function chainStart(db: Queryable, keyIds: readonly string[]): Promise<ChainStart> {
  const stub = await signedAuditStub(db);
  if (stub === null) return { from: EMPTY_HEAD, faults: [] };
  const stored = { count: stub.count, hash: stub.hash.toString('hex') };
  const read = readStub(stub, keyIds);
  const name = `The stub in place of the first ${stub.count} entries`;
  if (!read.ok) return { from: stored, faults: [`${name} ${read.why}.`] };
  const { count, hash } = read.statement;
  const link = (await auditLinkHash(db, count))?.toString('hex');
  const isKept = count === stored.count && hash === stored.hash && link === hash;
  return {
    from: { count, hash },
    faults: isKept ? [] : [`${name} does not fit the link from which the chain goes on.`],
  };
}
