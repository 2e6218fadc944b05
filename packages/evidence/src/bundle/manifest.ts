/** The kind of a bundle, which its signature covers too. */
export const BUNDLE_FORMAT = 'teredo-fleet/evidence-bundle/v1';

/** The files of a bundle that its manifest lists, in their order. */
export const BUNDLE_FILES = [
  'report.json',
  'machines.csv',
  'receipts.csv',
  'audit.csv',
  'chain.jsonl',
  'rows.jsonl',
  'report.xlsx',
  'report.pdf',
] as const;

export type BundleFileName = (typeof BUNDLE_FILES)[number];

export const MANIFEST_FILE = 'manifest.json';
export const SIGNATURE_FILE = 'manifest.sig.json';

/** What any part of a bundle says of where it comes from. Times are ISO 8601 UTC with milliseconds. */
export interface BundleOrigin {
  /** UUID of the installation. */
  installation: string;
  /** The rollout was still under way. */
  interim: boolean;
  generatedAt: string;
  generatedBy: string;
  timeZone: 'UTC';
  scope: { id: string; name: string };
  filter: { rolloutId: string };
  range: { from: string; to: string };
}

export interface BundleCounts {
  machines: number;
  attempts: number;
  receipts: number;
  /** Entries of the audit trail that concern the rollout. */
  entries: number;
  links: number;
  /** Machines by the state of the attempt that counts. */
  byState: Record<string, number>;
}

export interface BundleFreshness {
  /** The newest word of a machine; null: none said anything. */
  reportedAt: string | null;
  /** The newest entry of the audit trail that is in the bundle; null: there is none. */
  entryAt: string | null;
  /** Entries of the rollout that come after the head and are left out. */
  unsigned: number;
  /** What retention had removed of the rollout by then. */
  pruned: BundlePruned;
}

export interface BundlePruned {
  /** Entries of the audit trail up to then may be missing; null: none is. */
  entriesUntil: string | null;
  /** Receipts of attempts that ended before then may be missing; null: none is. */
  receiptsUntil: string | null;
  /** Attempts without what their commands printed. */
  outputs: number;
}

export interface BundleFile {
  name: BundleFileName;
  bytes: number;
  /** 64 hex digits. */
  sha256: string;
  /** null: a file without rows. */
  rows: number | null;
}

export interface BundleManifest extends BundleOrigin {
  format: typeof BUNDLE_FORMAT;
  rollout: { id: string; name: string };
  counts: BundleCounts;
  freshness: BundleFreshness;
  /** The newest signed head; null: none was signed yet. */
  head: { count: number; hash: string } | null;
  /** Of the key that signs, 64 hex digits. */
  keyId: string;
  files: BundleFile[];
}

/** The text that a bundle's signature covers: its kind, then the manifest, a line each. */
export const bundleSignedText = (manifest: string): string => `${BUNDLE_FORMAT}\n${manifest}`;
