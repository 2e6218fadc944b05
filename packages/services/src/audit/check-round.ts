import {
  auditHeadsSince,
  insertAuditCheck,
  newestAuditCheck,
  type Queryable,
  type StoredCheck,
} from '@teredo-fleet/db';
import { type ChainHead, faultText, type HeadVerdict, headText } from '@teredo-fleet/evidence';
import { checkAuditChain, readLinksOf } from './check-chain';
import { publishedHead, type ReadHead, readHead } from './head-lines';
import { chainStart } from './read-stub';

const HEADS_A_READ = 1_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A head that was published outside the database, and where it was found. */
export interface OutsideHead {
  from: string;
  read: ReadHead;
}

interface ChainCheckOrder {
  db: Queryable;
  /** Whose signatures count, whatever the database says of keys. */
  keyIds: readonly string[];
  outside: readonly OutsideHead[];
  now: () => Date;
}

interface Compared {
  head: ChainHead;
  where: string;
}

/** Heads on record that are well signed, and what is wrong with the others. */
async function headsOnRecord(
  db: Queryable,
  keyIds: readonly string[],
): Promise<{ compared: Compared[]; faults: string[] }> {
  const compared: Compared[] = [];
  const faults: string[] = [];
  let after = 0;
  const next = () => auditHeadsSince(db, after, HEADS_A_READ);
  for (let rows = await next(); rows.length > 0; rows = await next()) {
    for (const row of rows) {
      const read = readHead(publishedHead(row), keyIds);
      if (read.ok) compared.push({ head: read.head, where: 'in the database' });
      else faults.push(`The head on record at ${row.count} entries ${read.why}.`);
      after = row.count;
    }
  }
  return { compared, faults };
}

const headFaults = (compared: readonly Compared[], verdicts: readonly HeadVerdict[]): string[] =>
  compared.flatMap(({ head, where }, at) => {
    const verdict = verdicts[at]!;
    // What lies before a stub was compared when the signer signed it.
    return verdict === 'holds' || verdict === 'not-checked'
      ? []
      : [`${headText(verdict, head.count)} (Published ${where}.)`];
  });

/** How many heads are of what is still there. */
const comparable = (verdicts: readonly HeadVerdict[]): number =>
  verdicts.filter((verdict) => verdict !== 'not-checked').length;

/**
 * Checks the whole audit chain against every head that was signed: those on record and those found outside the database,
 * and puts what was found on record. Nothing but reads until then.
 */
export async function checkWholeChain({ db, keyIds, outside, now }: ChainCheckOrder): Promise<StoredCheck> {
  const startedAt = now();
  const record = await headsOnRecord(db, keyIds);
  const found = outside.flatMap(({ from, read }) => (read.ok ? [{ head: read.head, where: from }] : []));
  const unreadable = outside.flatMap(({ from, read }) =>
    read.ok ? [] : [`The head published ${from} ${read.why}.`],
  );
  const compared = [...record.compared, ...found];
  const start = await chainStart(db, keyIds);
  const verdict = await checkAuditChain(
    readLinksOf(db),
    compared.map(({ head }) => head),
    start.from,
  );
  const others = [...start.faults, ...headFaults(compared, verdict.heads), ...record.faults, ...unreadable];
  const check: StoredCheck = {
    startedAt,
    finishedAt: now(),
    count: verdict.head.count,
    hash: Buffer.from(verdict.head.hash, 'hex'),
    faultCount: verdict.faultCount + others.length,
    faults: [...others.slice(0, 50), ...verdict.faults.map(faultText)].slice(0, 100),
    compared: {
      inDatabase: comparable(verdict.heads.slice(0, record.compared.length)),
      outside: comparable(verdict.heads.slice(record.compared.length)),
    },
  };
  await insertAuditCheck(db, check);
  return check;
}

/** Whether the newest check began a day ago or earlier, or there is none. */
export async function isCheckDue(db: Queryable, now: Date): Promise<boolean> {
  const newest = await newestAuditCheck(db);
  return newest === null || now.getTime() - newest.startedAt.getTime() >= DAY_MS;
}
