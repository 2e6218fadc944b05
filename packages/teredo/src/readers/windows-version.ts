import { consoleLines } from '../text/console-lines';
import { textAt } from '../text/text-at';

/** What `ver`, the first line of every console of Windows and `systeminfo` say. */
export interface WindowsVersionReading {
  readable: boolean;
  /** `10.0.19045`, without the update's number; empty when not readable. */
  version: string;
}

const VERSION =
  /^\s{0,9}Microsoft Windows.{0,40}\[[^\]]{0,40}?([0-9]{1,3}\.[0-9]{1,3}\.[0-9]{2,6})(?:\.[0-9]{1,6})?[^\]]{0,9}\]/;

/** As `systeminfo` prints it, with words between: the build stands there twice. */
const VERSION_AND_REST =
  /^\s{0,9}[^\s:][^:]{0,60}:\s{1,60}([0-9]{1,3}\.[0-9]{1,3}\.[0-9]{2,6}) ([^:]{1,80})$/;

function versionOfSysteminfo(line: string): string | null {
  const match = VERSION_AND_REST.exec(line);
  if (match === null) return null;
  const version = textAt(match, 1);
  const build = / ([0-9]{2,6})\s{0,9}$/.exec(textAt(match, 2));
  return build !== null && version.split('.')[2] === build[1] ? version : null;
}

/** The version of Windows that a line holds, or null; no label is looked at. */
export function windowsVersionOf(line: string): string | null {
  const match = VERSION.exec(line);
  return match === null ? versionOfSysteminfo(line) : textAt(match, 1);
}

/** Reads `Microsoft Windows [Version 10.0.19045.2965]`, whose word for version is translated, or systeminfo. Never throws. */
export function readWindowsVersion(text: string): WindowsVersionReading {
  for (const line of consoleLines(text)) {
    const version = windowsVersionOf(line);
    if (version !== null) return { readable: true, version };
  }
  return { readable: false, version: '' };
}
