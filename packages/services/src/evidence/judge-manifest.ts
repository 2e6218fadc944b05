import { auditLinkHash, type Queryable } from '@teredo-fleet/db';
import { BUNDLE_FILES, BUNDLE_FORMAT, type BundleManifest, type ChainHead } from '@teredo-fleet/evidence';
import * as z from 'zod';
import { canonicalText } from '../core/sha256';

const AHEAD_MS = 5 * 60_000;
const BEHIND_MS = 24 * 60 * 60_000;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
const instant = z.iso.datetime({ precision: 3 });
const named = z.strictObject({ id: z.uuid(), name: z.string() });

/** The members of a manifest, all of them and nothing else. */
const manifestSchema: z.ZodType<BundleManifest> = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  installation: z.uuid(),
  rollout: named,
  interim: z.boolean(),
  generatedAt: instant,
  generatedBy: z.string(),
  timeZone: z.literal('UTC'),
  scope: named,
  filter: z.strictObject({ rolloutId: z.uuid() }),
  range: z.strictObject({ from: instant, to: instant }),
  counts: z.strictObject({
    machines: count,
    attempts: count,
    receipts: count,
    entries: count,
    links: count,
    byState: z.record(z.string(), count),
  }),
  freshness: z.strictObject({
    reportedAt: instant.nullable(),
    entryAt: instant.nullable(),
    unsigned: count,
  }),
  head: z.strictObject({ count: z.int().min(1), hash }).nullable(),
  keyId: hash,
  files: z
    .array(z.strictObject({ name: z.enum(BUNDLE_FILES), bytes: count, sha256: hash, rows: count.nullable() }))
    .length(BUNDLE_FILES.length),
});

export type ManifestJudgement = { ok: true } | { ok: false; why: string };

/** Against what a signer holds a manifest. */
export interface ManifestContext {
  rolloutId: string;
  /** Of the key that is to sign. */
  keyId: string;
  /** The head that was signed last, from outside the database; null: none was. */
  lastHead: ChainHead | null;
  now: Date;
}

const no = (why: string): ManifestJudgement => ({ ok: false, why });

function readManifest(text: string): BundleManifest | null {
  try {
    const value: unknown = JSON.parse(text);
    const read = manifestSchema.safeParse(value);
    return read.success && canonicalText(value) === text ? read.data : null;
  } catch {
    return null;
  }
}

async function ownInstallation(db: Queryable): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    `select value ->> 'id' as id from setting where key = 'installation'`,
  );
  return rows[0]?.id ?? null;
}

async function judgeHead(
  db: Queryable,
  { head }: BundleManifest,
  { lastHead }: ManifestContext,
): Promise<ManifestJudgement> {
  if (head === null) return lastHead === null ? { ok: true } : no('it names no head, and there is one');
  if (lastHead === null || head.count > lastHead.count) return no('it names a head that was never signed');
  const linked = (await auditLinkHash(db, head.count))?.toString('hex');
  return linked === head.hash ? { ok: true } : no('its head is not the one of the chain');
}

/** Whether a manifest may be signed: of the known shape, of this installation, of now, and with a head of this chain. */
export async function judgeManifest(
  db: Queryable,
  text: string,
  context: ManifestContext,
): Promise<ManifestJudgement> {
  const manifest = readManifest(text);
  if (manifest === null) return no('it is not of the shape that may be signed');
  if (manifest.installation !== (await ownInstallation(db))) return no('it is of another installation');
  const { rolloutId, keyId, now } = context;
  if (manifest.rollout.id !== rolloutId || manifest.filter.rolloutId !== rolloutId)
    return no('it is of another rollout');
  if (manifest.keyId !== keyId) return no('it names another key');
  const age = now.getTime() - Date.parse(manifest.generatedAt);
  if (age < -AHEAD_MS || age > BEHIND_MS) return no('its time is not that of the signer');
  return judgeHead(db, manifest, context);
}
