import { makeFolder, temporaryFolder } from './files';
import { environmentValue, systemRoot } from './shell';

/**
 * Where a folder is made for one call of a program, the best place first. In that of Windows only administrators make
 * something, and so whatever an administrator or SYSTEM runs from there is theirs. Everybody else has a folder of a profile.
 * The one for temporary files is shared by all users where SYSTEM and services have theirs.
 */
const PLACES = [systemRoot, () => environmentValue('USERPROFILE'), temporaryFolder];

/** Makes a folder in which nobody with fewer rights can put something, and gives its path. Throws where there is none. */
export function makeOwnFolder(name: string): string {
  let refusal: unknown = null;
  for (const place of PLACES) {
    const above = place();
    if (above === null) continue;
    try {
      const path = `${above}\\${name}`;
      makeFolder(path);
      return path;
    } catch (error) {
      refusal = error;
    }
  }
  throw refusal;
}
