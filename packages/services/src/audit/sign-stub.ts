import {
  type Queryable,
  type StoredStub,
  signedAuditStub,
  storeStubSignature,
  unsignedAuditStub,
} from '@teredo-fleet/db';
import {
  ChainCheck,
  type ChainHead,
  EMPTY_HEAD,
  faultText,
  isWhole,
  type StubStatement,
  stubSignedText,
  stubStatementText,
} from '@teredo-fleet/evidence';
import { iso } from '../core/instants';
import { querySettings } from '../settings/settings-store';
import { chainedEntry, chainLink, DIGEST } from './chain-digest';
import { readLinksOf } from './check-chain';
import { readStub } from './read-stub';
import type { HeadSigner } from './sign-head';

const DAY_MS = 86_400_000;

/** A stub was asked for that is not true, or not due: nothing is signed, and nothing of the audit trail is pruned. */
export class StubRefused extends Error {
  readonly code = 'audit-stub-refused';
}

const refused = (what: string): StubRefused =>
  new StubRefused(
    `The audit trail is not pruned: ${what} Look at Audit, Chain, and find out who changed the database.`,
  );

interface Part {
  db: Queryable;
  stub: StoredStub;
  /** Where the part begins, and the head that was signed last, which the chain must still reach. */
  from: ChainHead;
  last: ChainHead;
  /** No entry of the part may be younger. */
  cutoff: Date;
}

/** `range`: the earliest and the latest so far. */
function widen(range: Date[], at: Date): void {
  if (range[0] === undefined || at < range[0]) range[0] = at;
  if (range[1] === undefined || at > range[1]) range[1] = at;
}

/** Refuses unless the stub says truly when the entries that it stands for were written. */
function checkTimes({ oldestAt, newestAt }: StoredStub, [oldest, newest]: readonly Date[]): void {
  if (oldest?.getTime() === oldestAt.getTime() && newest?.getTime() === newestAt.getTime()) return;
  throw refused('it says otherwise when the entries were written for which it is to stand.');
}

/** Refuses unless the part is whole, old enough, and the chain goes on from it to the head that was signed last. */
async function checkPart({ db, stub, from, last, cutoff }: Part): Promise<void> {
  const read = readLinksOf(db);
  const end = { count: stub.count, hash: stub.hash.toString('hex') };
  const check = new ChainCheck(DIGEST, [end, last], from);
  const times: Date[] = [];
  let after = from.count;
  for (let rows = await read(after); rows.length > 0 && after < last.count; rows = await read(after)) {
    for (const { link, entry } of rows) {
      check.take({ link: chainLink(link), entry: entry === null ? null : chainedEntry(entry) });
      after = link.number;
      if (after > stub.count || entry === null) continue;
      if (entry.at > cutoff) throw refused(`entry ${entry.seq} has to be kept, and was to go.`);
      widen(times, entry.at);
    }
  }
  checkTimes(stub, times);
  const verdict = check.verdict();
  if (isWhole(verdict)) return;
  const [first] = verdict.faults;
  throw refused(
    first === undefined ? 'the chain does not hold the head that was signed last.' : faultText(first),
  );
}

async function beginning(db: Queryable, keyIds: readonly string[]): Promise<ChainHead> {
  const earlier = await signedAuditStub(db);
  if (earlier === null) return EMPTY_HEAD;
  const read = readStub(earlier, keyIds);
  if (!read.ok) throw refused(`the stub of what was pruned before ${read.why}.`);
  return { count: read.statement.count, hash: read.statement.hash };
}

/**
 * Signs the stub that the engine asked for, after checking all that it will stand for, in the caller's transaction; whether
 * there was one. `last`: the head that was signed last, from outside the database.
 *
 * @throws StubRefused when it is not true or not due.
 */
export async function signAuditStub(
  db: Queryable,
  signer: HeadSigner & { keyIds: readonly string[] },
  last: ChainHead | null,
  now: Date,
): Promise<boolean> {
  const stub = await unsignedAuditStub(db);
  if (stub === null) return false;
  const { auditEntries: keptDays, setBy } = (await querySettings(db)).retention;
  if (keptDays === null || keptDays < 30 || keptDays > stub.keptDays)
    throw refused('the settings keep its entries longer than was said.');
  if (last === null || stub.count > last.count) throw refused('it goes further than what was signed.');
  const from = await beginning(db, signer.keyIds);
  if (stub.count <= from.count) throw refused('what it stands for was pruned before.');
  const cutoff = new Date(now.getTime() - stub.keptDays * DAY_MS);
  await checkPart({ db, stub, from, last, cutoff });
  const statement: StubStatement = {
    count: stub.count,
    hash: stub.hash.toString('hex'),
    at: iso(now),
    keyId: signer.keyId,
    oldestAt: iso(stub.oldestAt),
    newestAt: iso(stub.newestAt),
    keptDays: stub.keptDays,
    setBy,
  };
  const text = stubStatementText(statement, DIGEST);
  const signature = Buffer.from(signer.sign(Buffer.from(stubSignedText(text))));
  await storeStubSignature(db, stub.count, { statement: text, keyId: signer.keyId, signature });
  return true;
}
