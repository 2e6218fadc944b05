import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The public half of the release key, standard base64 on one line: made by `teredo-fleet release new-key`. */
export const RELEASE_KEY_FILE = fileURLToPath(new URL('release-key.pub', import.meta.url));
const KEY = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

/** The release key that agents are built with; empty: there is none, and they never replace themselves. */
export function readReleaseKey(file = RELEASE_KEY_FILE) {
  if (!existsSync(file)) return '';
  const key = readFileSync(file, 'utf8').trim();
  if (KEY.test(key)) return key;
  throw new Error(`${file} holds no release key. Copy it again from where the key was made, or remove it.`);
}

/** What a build writes into a program, for esbuild's `define`. Without a version it keeps that of its sources. */
export function builtIn({ releaseKey = readReleaseKey(), version = undefined, trialSeconds = 300 } = {}) {
  return {
    BUILT_RELEASE_KEY: JSON.stringify(releaseKey),
    BUILT_TRIAL_SECONDS: String(trialSeconds),
    BUILT_AGENT_VERSION: version === undefined ? 'undefined' : JSON.stringify(version),
  };
}
