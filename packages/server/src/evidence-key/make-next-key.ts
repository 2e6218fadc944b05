import { SecretFileError } from '../secret-file';
import {
  createSigningKey,
  evidenceKeyFile,
  keyIdOf,
  nextEvidenceKeyFile,
  readSigningKey,
} from '../signing-key';

export interface NextKey {
  /** Of the key that signs now, 64 hex digits. */
  presentKeyId: string;
  /** Of the one that replaces it at the next start. */
  nextKeyId: string;
  /** Whether it was made before and still waits. */
  waited: boolean;
}

/**
 * Makes the key that replaces the evidence key when the server starts next; one that waits already stays.
 *
 * @throws SecretFileError when there is no key to replace.
 */
export async function makeNextEvidenceKey(dataDir: string): Promise<NextKey> {
  const file = evidenceKeyFile(dataDir);
  const present = await readSigningKey(file);
  if (present === null) {
    throw new SecretFileError(
      `There is no evidence key ${file}: run this where the signer runs, and name its folder with TEREDO_FLEET_DATA_DIR.`,
    );
  }
  const nextFile = nextEvidenceKeyFile(dataDir);
  const waiting = await readSigningKey(nextFile);
  const next = waiting ?? (await createSigningKey(nextFile));
  return {
    presentKeyId: keyIdOf(present.publicKey),
    nextKeyId: keyIdOf(next.publicKey),
    waited: waiting !== null,
  };
}

/** What was done and what comes next, for whoever asked for it. */
export function nextKeyWords({ presentKeyId, nextKeyId, waited }: NextKey): string {
  return [
    waited ? 'A new evidence key was made before and still waits.' : 'A new evidence key was made.',
    `  now   ${presentKeyId}`,
    `  next  ${nextKeyId}`,
    'It replaces the present one when the server starts next: stop it and start it again, on every machine that runs a role.',
    'Both keys then sign that one follows the other, so that heads and bundles of before still verify, and the old one is deleted.',
    'Note the new fingerprint where this server cannot change it; Audit, Chain shows it beside the earlier ones.',
  ].join('\n');
}
