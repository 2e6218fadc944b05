import type { ReadingName } from './windows-readings';

/** Values of the key of Windows' version that are read, and its own line. Beside them stand its owner and its product key. */
const READ_OF_VERSION =
  /^(HKEY_.*|! .*|\s+(CurrentVersion|CurrentBuild|CurrentBuildNumber|CurrentMajorVersionNumber|CurrentMinorVersionNumber|ProductName|CSDVersion)\s.*)$/;

/** Whom a firewall rule is for: accounts and machines by their SIDs (MS-GPFAS), or an account by the folder of a program. */
const WHOSE = /\b(LUOwn|(?:LU|RU|RM)Auth\w*)=[^|"\r\n]*/gi;
const PROFILE = /([A-Za-z]:\\{1,2}(?:Users|Documents and Settings)\\{1,2})[^\\|"\r\n]+/g;

/**
 * What of an answer goes into the evidence, which is to name nobody: of the key of the version the values that are read, and
 * rules of the firewall without whose they are and in whose profile a program lies.
 */
export function toldText(name: ReadingName, text: string): string {
  if (name === 'version') {
    const lines = text.split('\n');
    const kept = lines.filter((line) => READ_OF_VERSION.test(line.replace(/\r$/, '')));
    return kept.length === 0 ? '' : `${kept.join('\n')}\n`;
  }
  if (!/^firewall-/.test(name)) return text;
  return text.replace(WHOSE, '$1=(left out)').replace(PROFILE, '$1(left out)');
}
