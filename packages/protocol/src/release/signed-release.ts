import * as z from 'zod';
import { readJsonText } from '../json-text';
import { CONTEXT } from '../limits';
import { decodeBase64 } from '../sealing/base64';
import { asciiBytes, concatBytes } from '../sealing/bytes';
import { base64, instantMs } from '../shared-shapes';
import { type SignaturePrimitives, signatureFits } from '../signing';
import { AGENT_FILE_NAMES } from './agent-file';
import { AGENT_VERSION_TEXT } from './agent-version';

/** What an agent's program runs on. `linux`: the bundle, which any processor runs. */
export const RELEASE_SYSTEMS = ['linux', 'windows-x64'] as const;
export type ReleaseSystem = (typeof RELEASE_SYSTEMS)[number];

/** Names of the files of a release. */
export const RELEASE_FILE_NAMES: Record<ReleaseSystem, string> = AGENT_FILE_NAMES;

/** No program of an agent is larger, bytes. */
export const MAX_RELEASE_FILE_BYTES = 256 * 1024 * 1024;

export const agentVersionText = z.string().regex(AGENT_VERSION_TEXT, 'a version like 1.2.3');
export const sha256Text = z.string().regex(/^[0-9a-f]{64}$/, '64 hex digits');

const releaseFileSchema = z.object({
  system: z.enum(RELEASE_SYSTEMS),
  sha256: sha256Text,
  /** Bytes. */
  size: z.int().min(1).max(MAX_RELEASE_FILE_BYTES),
});

/** What the release key signs: which programs are version `version` of the agent. */
export const releaseSchema = z.object({
  v: z.literal(1),
  version: agentVersionText,
  signedAt: instantMs,
  /** From then on nobody installs it any more: an old release can't be told as the newest for ever. */
  expiresAt: instantMs,
  files: z
    .array(releaseFileSchema)
    .min(1)
    .max(RELEASE_SYSTEMS.length)
    .refine((files) => new Set(files.map(({ system }) => system)).size === files.length, 'one file a system'),
});

export type Release = z.infer<typeof releaseSchema>;
export type ReleaseFile = z.infer<typeof releaseFileSchema>;

/** A release as it travels: the exact bytes that were signed, and Ed25519 over releaseBytes of them. Standard base64. */
export const signedReleaseSchema = z.object({ payload: base64.max(8192), signature: base64.max(88) });
export type SignedRelease = z.infer<typeof signedReleaseSchema>;

/** What a release's signature covers: CONTEXT.release, then the payload's bytes. */
export function releaseBytes(payload: Uint8Array): Uint8Array {
  return concatBytes([asciiBytes(CONTEXT.release), payload]);
}

export type ReadRelease =
  | { ok: true; release: Release }
  | { ok: false; code: 'bad-signature' | 'malformed'; text: string };

const BAD_SIGNATURE =
  'The release is not signed by the release key that is known here, or it was altered. Nothing of it was used.';

/** Verifies first and reads after. `publicKey` is standard base64. Never throws. */
export function readSignedRelease(
  primitives: SignaturePrimitives,
  signed: SignedRelease,
  publicKey: string,
): ReadRelease {
  const payload = decodeBase64(signed.payload);
  const signature = decodeBase64(signed.signature);
  const key = decodeBase64(publicKey);
  const fits =
    payload !== null &&
    signature !== null &&
    key !== null &&
    signatureFits(primitives, { bytes: releaseBytes(payload), signature, publicKey: key });
  if (!fits) return { ok: false, code: 'bad-signature', text: BAD_SIGNATURE };
  const json = readJsonText(payload);
  const parsed = json.ok ? releaseSchema.safeParse(json.value) : null;
  if (parsed?.success) return { ok: true, release: parsed.data };
  const text = 'The release is signed, but this version can’t read it. Install that agent by hand.';
  return { ok: false, code: 'malformed', text };
}
