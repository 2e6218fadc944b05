import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApplicationDoor } from '../../application-box';
import { EXCHANGE_FOLDER, ownFolder, requestsIn, standingIn } from './places';
import { readBounded } from './read-bounded';

/** The side of an application: its files are its account's, and what it reads is the folder's owner's. */
export function createLinuxApplicationDoor(folder: string = EXCHANGE_FOLDER): ApplicationDoor {
  return {
    async read() {
      const place = ownFolder(folder);
      const found = place === null ? null : readBounded(standingIn(folder));
      return found !== null && place !== null && found.facts.uid === place.uid ? [found.text] : [];
    },
    left: async () => '',
    async leave(text) {
      const path = join(requestsIn(folder), randomBytes(12).toString('hex'));
      try {
        writeFileSync(path, `${text}\n`, { mode: 0o600, flag: 'wx' });
        return true;
      } catch {
        return false;
      }
    },
  };
}
