import {
  auditChainHead,
  auditLinkHash,
  type BackupHeader,
  createPool,
  evidenceKeys,
  type Queryable,
  writeAudit,
} from '@teredo-fleet/db';
import { checkWholeChain, readHeadLine, tiedEvidenceKeyIds } from '@teredo-fleet/services';
import type { Configuration } from '../configuration';
import { newestLine } from '../engine/head-file';
import { evidenceKeyFile, keyIdOf, readSigningKey } from '../signing-key';

/** What the newest head that was told outside says of what was restored. */
export type OutsideVerdict =
  | { kind: 'none' }
  | { kind: 'unreadable'; why: string }
  /** The chain holds it: no entry that it covers is lost. */
  | { kind: 'holds'; count: number; at: string }
  /** It covers entries that are not there. */
  | { kind: 'lost'; count: number; at: string; lost: number }
  /** At its count the chain has something else: it is not of this installation's past. */
  | { kind: 'other'; count: number; at: string };

export interface RestoredTrail {
  /** How far the chain goes. */
  linked: number;
  /** Faults of the chain in itself, a sentence each. */
  faults: string[];
  outside: OutsideVerdict;
}

/** The key of the backup itself and those before it; where the signer's keys are on another machine, those that the database names. */
async function trustedKeys(db: Queryable, dataDir: string): Promise<string[]> {
  const key = await readSigningKey(evidenceKeyFile(dataDir));
  const rows = await evidenceKeys(db);
  return key === null ? rows.map(({ keyId }) => keyId) : tiedEvidenceKeyIds(rows, keyIdOf(key.publicKey));
}

async function judgeOutside(
  db: Queryable,
  line: string | null,
  linked: number,
  keyIds: readonly string[],
): Promise<OutsideVerdict> {
  if (line === null) return { kind: 'none' };
  const read = readHeadLine(line, keyIds);
  if (!read.ok) return { kind: 'unreadable', why: read.why };
  const { count, hash } = read.head;
  if (count > linked) return { kind: 'lost', count, at: read.at, lost: count - linked };
  const own = (await auditLinkHash(db, count))?.toString('hex');
  return { kind: own === hash ? 'holds' : 'other', count, at: read.at };
}

async function recordRestore(
  db: Queryable,
  { at, version }: BackupHeader,
  trail: RestoredTrail,
): Promise<void> {
  const { linked, outside, faults } = trail;
  await writeAudit(db, [
    {
      scopeId: null,
      actorKind: 'system',
      actorId: null,
      actorName: 'restore',
      action: 'backup.restore',
      objectKind: 'audit',
      objectId: null,
      objectName: `Backup of ${at}`,
      outcome: 'done',
      before: null,
      after: { backupAt: at, version, linked, faults: faults.length, outside },
      reason: null,
      requestId: null,
      address: null,
    },
  ]);
}

/** Checks the restored chain, compares it with the newest head told outside, and writes the entry about the restore. */
export async function judgeRestored(
  ownerUrl: string,
  header: BackupHeader,
  { dataDir, headPlaces }: Pick<Configuration, 'dataDir' | 'headPlaces'>,
): Promise<RestoredTrail> {
  const pool = createPool(ownerUrl, { max: 2, name: 'teredo-fleet restore' });
  try {
    const keyIds = await trustedKeys(pool, dataDir);
    const check = await checkWholeChain({ db: pool, keyIds, outside: [], now: () => new Date() });
    const linked = (await auditChainHead(pool))?.count ?? 0;
    const outside = await judgeOutside(pool, await newestLine(headPlaces.file), linked, keyIds);
    const trail = { linked, faults: check.faults, outside };
    await recordRestore(pool, header, trail);
    return trail;
  } finally {
    await pool.end();
  }
}
