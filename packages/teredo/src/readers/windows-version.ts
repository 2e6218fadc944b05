import { consoleLines } from '../text/console-lines';

/** What `ver` and the first line of every console of Windows say. */
export interface WindowsVersionReading {
  readable: boolean;
  /** `10.0.19045`, without the update's number; empty when not readable. */
  version: string;
}

const VERSION =
  /^\s{0,9}Microsoft Windows.{0,40}\[[^\]]{0,40}?([0-9]{1,3}\.[0-9]{1,3}\.[0-9]{2,6})(?:\.[0-9]{1,6})?[^\]]{0,9}\]/;

/** Reads `Microsoft Windows [Version 10.0.19045.2965]`, whose word for version is translated. Never throws. */
export function readWindowsVersion(text: string): WindowsVersionReading {
  for (const line of consoleLines(text)) {
    const match = VERSION.exec(line);
    if (match !== null) return { readable: true, version: match[1] ?? '' };
  }
  return { readable: false, version: '' };
}
