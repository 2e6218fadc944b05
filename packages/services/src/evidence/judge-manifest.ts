import { auditLinkHash, hasLaterHead, type Queryable } from '@teredo-fleet/db';
import { BUNDLE_FILES, BUNDLE_FORMAT, type BundleManifest } from '@teredo-fleet/evidence';
import * as z from 'zod';
import type { SignedAt } from '../audit/head-lines';
import { canonicalText } from '../core/sha256';

const AHEAD_MS = 10_000;
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
    pruned: z.strictObject({
      entriesUntil: instant.nullable(),
      receiptsUntil: instant.nullable(),
      outputs: count,
    }),
  }),
  head: z.strictObject({ count: z.int().min(1), hash }).nullable(),
  keyId: hash,
  files: z
    .array(z.strictObject({ name: z.enum(BUNDLE_FILES), bytes: count, sha256: hash, rows: count.nullable() }))
    .length(BUNDLE_FILES.length),
});

export type ManifestJudgement =
  /** Signed earlier by the signer's clock, a head that it signs afterwards could seem to be of before the bundle. */
  | { ok: true; notBefore: Date }
  /** `again`: nobody did anything wrong, and the bundle has to be made anew. */
  | { ok: false; why: string; again: boolean };

/** Against what a signer holds a manifest. */
export interface ManifestContext {
  rolloutId: string;
  /** Of the key that is to sign. */
  keyId: string;
  /** The head that was signed last, from outside the database; null: none was. */
  lastHead: SignedAt | null;
  now: Date;
}

const no = (why: string): ManifestJudgement => ({ ok: false, why, again: false });
const again = (why: string): ManifestJudgement => ({ ok: false, why, again: true });

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
  { head, generatedAt }: BundleManifest,
  { lastHead }: ManifestContext,
): Promise<ManifestJudgement> {
  const count = head?.count ?? 0;
  if (head !== null) {
    if (lastHead === null || count > lastHead.count) return no('it names a head that was never signed');
    const linked = (await auditLinkHash(db, count))?.toString('hex');
    if (linked !== head.hash) return no('its head is not the one of the chain');
  }
  // With a head of before it was made that goes further, whoever checks it would find its newest part cut off.
  const isBehind = lastHead !== null && count < lastHead.count && lastHead.at <= generatedAt;
  if (isBehind || (await hasLaterHead(db, count, generatedAt)))
    return again('a head that goes further was signed while it was made');
  return head === null && lastHead !== null
    ? no('it names no head, and there is one')
    : { ok: true, notBefore: new Date(generatedAt) };
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
  if (age < -AHEAD_MS || age > BEHIND_MS)
    return no('its time, which is the database’s, is not that of the signer: compare their clocks');
  return judgeHead(db, manifest, context);
}
