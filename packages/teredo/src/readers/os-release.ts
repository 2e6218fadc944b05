import { splitLines } from '../text/lines';
import { textAt } from '../text/text-at';

/** What os-release(5) says; null: not there. */
export interface OsRelease {
  id: string | null;
  /** `Debian GNU/Linux 12 (bookworm)`. */
  prettyName: string | null;
  /** `12`. */
  versionId: string | null;
}

function unquote(value: string): string {
  const quoted = /^"(.*)"$/.exec(value) ?? /^'(.*)'$/.exec(value);
  return quoted === null ? value : textAt(quoted, 1).replace(/\\(.)/g, '$1');
}

/** Reads the text of /etc/os-release. Never throws. */
export function readOsRelease(text: string): OsRelease {
  const release: OsRelease = { id: null, prettyName: null, versionId: null };
  for (const line of splitLines(text)) {
    const match = /^\s*([A-Z_]+)=(.*)$/.exec(line);
    if (match === null) continue;
    const value = unquote(textAt(match, 2).trim());
    if (match[1] === 'ID') release.id = value;
    if (match[1] === 'PRETTY_NAME') release.prettyName = value;
    if (match[1] === 'VERSION_ID') release.versionId = value;
  }
  return release;
}
