import {
  BUNDLE_FILES,
  BUNDLE_FORMAT,
  type BundleFile,
  type BundleManifest,
  canonicalJson,
  RolloutSummary,
} from '@teredo-fleet/evidence';
import type { BundleContent } from './bundle-content';
import { writePdf } from './pdf/write-pdf';
import { writeChain, writeRows } from './write-lines';
import { writeTables } from './write-tables';
import { writeWorkbook } from './xlsx/write-workbook';

/** Writes every file of a bundle but its manifest into a folder, in the order of the manifest. */
async function writeFiles(folder: string, content: BundleContent): Promise<BundleFile[]> {
  const summary = new RolloutSummary();
  const tables = await writeTables(folder, content, summary);
  const files = [
    ...tables,
    await writeChain(folder, content.chainLines()),
    await writeRows(folder, tables),
    await writeWorkbook(folder, content),
    await writePdf(folder, content.report, summary),
  ];
  return BUNDLE_FILES.map((name) => files.find((file) => file.name === name)!);
}

export interface BundleKey {
  keyId: string;
  /** The newest signed head; null: none was signed yet. */
  head: BundleManifest['head'];
}

/** Writes the files of a bundle into a folder, and gives the manifest that is to be signed. */
export async function writeBundle(
  folder: string,
  content: BundleContent,
  { keyId, head }: BundleKey,
): Promise<{ manifest: string; files: BundleFile[] }> {
  const files = await writeFiles(folder, content);
  const { installation, interim, generatedAt, generatedBy, timeZone, scope, filter, range } = content.report;
  const { counts, freshness, rollout } = content.report;
  const manifest: BundleManifest = {
    format: BUNDLE_FORMAT,
    installation,
    rollout: { id: rollout.id, name: rollout.name },
    interim,
    generatedAt,
    generatedBy,
    timeZone,
    scope,
    filter,
    range,
    counts,
    freshness,
    head,
    keyId,
    files,
  };
  return { manifest: canonicalJson(manifest), files };
}
