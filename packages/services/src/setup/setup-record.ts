import { timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { sha256 } from '../core/sha256';
import type { Transaction } from '../core/transaction';

const schema = z.object({
  /** SHA-256 (hex) of the one-time link's secret; null when there is none to use. */
  linkHash: z.string().nullable(),
  completedAt: z.string().nullable(),
});

/** The row `setup` of the table `setting`. */
export type SetupRecord = z.output<typeof schema>;

const FRESH: SetupRecord = { linkHash: null, completedAt: null };

export async function readSetup(tx: Transaction): Promise<SetupRecord> {
  const row = await tx.setting.findUnique({ where: { key: 'setup' } });
  return row === null ? FRESH : schema.parse(row.value);
}

/** The same, with everybody else who wants to decide about it waiting until this transaction ends. */
export async function lockSetup(tx: Transaction): Promise<SetupRecord> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('teredo-fleet setup'))::text`;
  return readSetup(tx);
}

export async function writeSetup(tx: Transaction, value: SetupRecord): Promise<void> {
  await tx.setting.upsert({ where: { key: 'setup' }, create: { key: 'setup', value }, update: { value } });
}

export function hashLink(link: string): string {
  return sha256(`teredo-fleet/setup/v1\n${link}`).toString('hex');
}

/** Whether `link` is the one whose hash is kept, in a time that tells nothing. */
export function isRightLink(record: SetupRecord, link: string): boolean {
  const kept = Buffer.from(record.linkHash ?? ''.padEnd(64, '0'), 'hex');
  const given = Buffer.from(hashLink(link), 'hex');
  return timingSafeEqual(kept, given) && record.linkHash !== null;
}
