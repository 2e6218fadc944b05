import type { BundlePruned } from '../bundle/manifest';
import type { ChainHead } from '../chain/audit-chain';
import { hasMembers, isCount, isDigest, isObject, isText, readCanonicalObject } from './json-shape';
import { type KeyRecord, readKeys } from './key-succession';

export const BUNDLE_FORMAT = 'teredo-fleet/evidence-bundle/v1';

/** A file as the manifest lists it. */
export interface ListedFile {
  name: string;
  bytes: number;
  sha256: string;
  rows: number | null;
}

/** What a verifier takes from a manifest; the rest is for people. */
export interface ReadManifest {
  installation: string;
  rollout: { id: string; name: string };
  interim: boolean;
  generatedAt: string;
  counts: { entries: number; links: number };
  /** What retention had removed; null: it does not say. */
  pruned: BundlePruned | null;
  head: ChainHead | null;
  keyId: string;
  files: ListedFile[];
}

/** `manifest.sig.json`. */
export interface ManifestSignature {
  publicKey: string;
  signature: string;
  keys: KeyRecord[];
}

const MEMBERS = [
  'counts',
  'files',
  'filter',
  'format',
  'freshness',
  'generatedAt',
  'generatedBy',
  'head',
  'installation',
  'interim',
  'keyId',
  'range',
  'rollout',
  'scope',
  'timeZone',
];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function isListedFile(value: unknown): value is ListedFile {
  return (
    hasMembers(value, ['bytes', 'name', 'rows', 'sha256']) &&
    isText(value.name) &&
    isCount(value.bytes) &&
    isDigest(value.sha256) &&
    (value.rows === null || isCount(value.rows))
  );
}

function isHeadOrNull(value: unknown): value is ChainHead | null {
  if (value === null) return true;
  return hasMembers(value, ['count', 'hash']) && isCount(value.count) && isDigest(value.hash);
}

const isNamed = (value: unknown): value is { id: string; name: string } =>
  hasMembers(value, ['id', 'name']) && isText(value.id) && isText(value.name);

const areCounts = (value: unknown): value is ReadManifest['counts'] =>
  isObject(value) && isCount(value.entries) && isCount(value.links);

const isInstantOrNull = (value: unknown): value is string | null =>
  value === null || (isText(value) && INSTANT.test(value));

function readPruned(freshness: unknown): BundlePruned | null {
  const pruned = isObject(freshness) ? freshness.pruned : null;
  if (!hasMembers(pruned, ['entriesUntil', 'outputs', 'receiptsUntil'])) return null;
  const { entriesUntil, receiptsUntil, outputs } = pruned;
  if (!isInstantOrNull(entriesUntil) || !isInstantOrNull(receiptsUntil) || !isCount(outputs)) return null;
  return { entriesUntil, receiptsUntil, outputs };
}

function areFiles(value: unknown): value is ListedFile[] {
  if (!Array.isArray(value) || !value.every(isListedFile)) return false;
  return new Set(value.map(({ name }) => name)).size === value.length;
}

/** Reads `manifest.json`; null: it is none, or not canonical. */
export function readManifest(text: string, canonical: (value: unknown) => string): ReadManifest | null {
  const value = readCanonicalObject(text, canonical);
  if (!hasMembers(value, MEMBERS) || value.format !== BUNDLE_FORMAT) return null;
  const { installation, rollout, interim, generatedAt, counts, head, keyId, files } = value;
  if (!isText(installation) || !isNamed(rollout) || typeof interim !== 'boolean') return null;
  if (!isText(generatedAt) || !INSTANT.test(generatedAt) || !areCounts(counts)) return null;
  if (!isHeadOrNull(head) || !isDigest(keyId) || !areFiles(files)) return null;
  const pruned = readPruned(value.freshness);
  return { installation, rollout, interim, generatedAt, counts, pruned, head, keyId, files };
}

/** Reads `manifest.sig.json`; null: it is none, or not canonical. */
export function readManifestSignature(
  text: string,
  canonical: (value: unknown) => string,
): ManifestSignature | null {
  const value = readCanonicalObject(text, canonical);
  if (!hasMembers(value, ['keys', 'publicKey', 'signature'])) return null;
  const keys = readKeys(value.keys);
  if (keys === null || !isText(value.publicKey) || !isText(value.signature)) return null;
  return { publicKey: value.publicKey, signature: value.signature, keys };
}

/** The text that a manifest's signature covers. */
export const manifestSignedText = (manifest: string): string => `${BUNDLE_FORMAT}\n${manifest}`;
