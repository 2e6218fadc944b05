import { prunedTexts } from '../bundle/pruned-texts';
import { ArchiveFault } from './archive-fault';
import { type Opened, readFiles } from './bundle-files';
import type { ReadManifest } from './bundle-manifest';
import { checkFiles } from './check-files';
import {
  checkSignature,
  isSigned,
  MANIFEST_FILE,
  type Manifests,
  readManifests,
  SIGNATURE_FILE,
} from './check-manifest';
import { checkFingerprint, checkLaterHead } from './check-outside';
import { checkRows } from './check-rows';
import { checkChain, checkHead } from './check-segment';
import { CHECKS, type Check, type Finding, fails, holds, notChecked } from './finding';
import { tiedKeyIds } from './key-succession';
import { chooseHead, readTiedHead } from './read-head';
import type { ByteSource, VerifyTools } from './verify-tools';
import { readDirectory } from './zip-directory';

/** What is to be checked, and against what is known from elsewhere. */
export interface BundleQuestion {
  source: ByteSource;
  /** Of the evidence key, 64 hex digits; null: it is not known. */
  fingerprint: string | null;
  /** A line of the file of published heads, or several; null: none is known. */
  head: string | null;
  /** Told now and then, with how many bytes of the bundle were read. */
  progress: (readBytes: number) => void;
}

/** What a bundle says of itself, signed or not. */
export type BundleSubject = Pick<
  ReadManifest,
  'installation' | 'rollout' | 'interim' | 'generatedAt' | 'keyId'
> & {
  /** What retention had removed by then, in words, each for itself. */
  removed: string[];
};

export interface BundleVerdict {
  /** `partly`: nothing fails, and not everything was checked. */
  outcome: 'holds' | 'fails' | 'partly';
  /** null: that could not be read. */
  subject: BundleSubject | null;
  /** In the order of the checks. */
  findings: Finding[];
}

const SUBJECTS: Record<Check, string> = {
  archive: 'The archive',
  manifest: 'The manifest',
  signature: 'The signature',
  files: 'The files',
  rows: 'The rows',
  chain: 'The audit chain',
  head: 'The signed head',
  fingerprint: 'The fingerprint',
  'later-head': 'The head from outside',
};

function verdictOf(findings: Finding[], subject: BundleSubject | null): BundleVerdict {
  const has = (verdict: Finding['verdict']): boolean => findings.some((one) => one.verdict === verdict);
  const outcome = has('fails') ? 'fails' : has('not-checked') ? 'partly' : 'holds';
  return { outcome, subject, findings };
}

/** The verdict after a check without which no later one can be made. */
function stopped(found: Finding[]): BundleVerdict {
  const last = found.at(-1)!.check;
  const rest = CHECKS.slice(CHECKS.indexOf(last) + 1).map((check) =>
    notChecked(check, `${SUBJECTS[check]}: ${SUBJECTS[last].toLowerCase()} could not be read.`),
  );
  return verdictOf([...found, ...rest], null);
}

async function openArchive(question: BundleQuestion, tools: VerifyTools): Promise<Opened | Finding> {
  const { source, progress } = question;
  try {
    return { source, entries: await readDirectory(source), tools, progress };
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    return fails('archive', 'archive', `${error.message} This is no bundle as it was handed out.`);
  }
}

async function checkContents(
  opened: Opened,
  manifests: Manifests,
  { fingerprint, head }: BundleQuestion,
): Promise<Finding[]> {
  const { tools } = opened;
  const { manifest, signature } = manifests;
  const tied = tiedKeyIds(signature.keys, tools);
  const isWell = isSigned(manifests, tools);
  const told = head === null ? null : chooseHead(head, manifest.generatedAt);
  const later = told === null ? null : readTiedHead(told, tied, tools);
  const others = opened.entries.filter(({ name }) => name !== MANIFEST_FILE && name !== SIGNATURE_FILE);
  const askedCount = later?.kind === 'signed' ? later.statement.count : null;
  const reading = await readFiles({ ...opened, entries: others }, manifest.files, askedCount);
  return [
    checkSignature(isWell, manifest),
    ...checkFiles(reading),
    ...(await checkRows(opened, reading)),
    ...checkChain(reading, manifest),
    checkHead(reading, manifest, tied, tools),
    checkFingerprint(fingerprint, manifest.keyId, isWell ? tied : null),
    checkLaterHead(later, reading, manifest),
  ];
}

/**
 * Checks an evidence bundle, with no server and no network, as docs/evidence.md says. Whatever is given, it answers: a file
 * that is no bundle is a finding, not an error. Holds a few pieces of the file and 64 bytes a row.
 */
export async function verifyBundle(question: BundleQuestion, tools: VerifyTools): Promise<BundleVerdict> {
  const opened = await openArchive(question, tools);
  if ('verdict' in opened) return stopped([opened]);
  const archive = holds(
    'archive',
    'The archive is whole: nothing stands before, between or after its files.',
  );
  const manifests = await readManifests(opened);
  if ('verdict' in manifests) return stopped([archive, manifests]);
  const read = holds('manifest', 'The manifest can be read.');
  const { installation, rollout, interim, generatedAt, keyId, pruned } = manifests.manifest;
  const findings = [archive, read, ...(await checkContents(opened, manifests, question))];
  const removed = pruned === null ? [] : prunedTexts(pruned);
  return verdictOf(findings, { installation, rollout, interim, generatedAt, keyId, removed });
}
