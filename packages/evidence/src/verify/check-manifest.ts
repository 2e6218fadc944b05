import type { Opened } from './bundle-files';
import { readSmallFile } from './bundle-files';
import {
  type ManifestSignature,
  manifestSignedText,
  type ReadManifest,
  readManifest,
  readManifestSignature,
} from './bundle-manifest';
import { type Finding, fails, holds } from './finding';
import { readUtf8 } from './json-shape';
import type { VerifyTools } from './verify-tools';

export const MANIFEST_FILE = 'manifest.json';
export const SIGNATURE_FILE = 'manifest.sig.json';
const MOST_BYTES = 1024 * 1024;

/** Both manifests as they were read, with the text that is signed. */
export interface Manifests {
  text: string;
  manifest: ReadManifest;
  signature: ManifestSignature;
}

async function readText(opened: Opened, name: string): Promise<string | null> {
  const bytes = await readSmallFile(opened, name, MOST_BYTES);
  return bytes === null ? null : readUtf8(bytes);
}

const unreadable = (file: string): Finding =>
  fails(
    'manifest',
    'unreadable',
    `${file} is not what the manifest of a bundle looks like: it was changed, or this is no bundle.`,
    { file },
  );

/** Reads the manifests; the finding says why they can't be. */
export async function readManifests(opened: Opened): Promise<Manifests | Finding> {
  for (const file of [MANIFEST_FILE, SIGNATURE_FILE]) {
    if (opened.entries.some(({ name }) => name === file)) continue;
    return fails(
      'manifest',
      'missing',
      `${file} is missing: this is no evidence bundle, or it was taken out.`,
      {
        file,
      },
    );
  }
  const { canonical } = opened.tools;
  const text = await readText(opened, MANIFEST_FILE);
  const manifest = text === null ? null : readManifest(text, canonical);
  if (text === null || manifest === null) return unreadable(MANIFEST_FILE);
  const signatureText = await readText(opened, SIGNATURE_FILE);
  const signature = signatureText === null ? null : readManifestSignature(signatureText, canonical);
  return signature === null ? unreadable(SIGNATURE_FILE) : { text, manifest, signature };
}

/** Whether the manifest is signed by the key that it names. */
export function isSigned(
  { text, manifest, signature: { publicKey, signature, keys } }: Manifests,
  tools: VerifyTools,
): boolean {
  const last = keys.at(-1);
  return (
    last?.publicKey === publicKey &&
    last.keyId === manifest.keyId &&
    tools.keyId(publicKey) === manifest.keyId &&
    tools.fits({ text: manifestSignedText(text), signature, publicKey })
  );
}

export function checkSignature(isWell: boolean, { keyId }: ReadManifest): Finding {
  return isWell
    ? holds('signature', `The manifest is signed by the key ${keyId}.`)
    : fails(
        'signature',
        'wrong-signature',
        `The signature does not fit the manifest: it was changed after it was signed, or never signed by the key that it names. What the manifest says is not proven.`,
        { file: MANIFEST_FILE },
      );
}
