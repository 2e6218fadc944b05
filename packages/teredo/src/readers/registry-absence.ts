import { windowsCommandOf } from '../text/console-lines';
import { textAt } from '../text/text-at';
import type { RegistryKey } from './registry-reading';

/** What `reg query` answers where there is no such key or value; English, German and Chinese from memory. */
const NOT_THERE = [
  'unable to find the specified registry key or value',
  'registrierungsschlüssel bzw. wert wurde nicht gefunden',
  '系统找不到指定的注册表项或值',
];

const ASKED =
  /^reg(?:\.exe)? query "?((?:HKLM|HKEY_LOCAL_MACHINE)\\[^"/]{1,300}?)"?(?: \/v "?(\w{1,60})"?)?$/i;

/** Of a key whose one value is asked for and missing, nothing else is known. */
const ASKED_ALONE = /^disabledcomponents$/i;

/** The key that a command asked for, empty, where the answer is that it isn't there; empty for any other answer. */
export function readRegistryAbsence(lines: string[]): RegistryKey[] {
  const keys: RegistryKey[] = [];
  let asked: string | null = null;
  for (const line of lines) {
    const command = windowsCommandOf(line);
    if (command !== null) asked = keyAskedFor(command);
    const lower = line.toLowerCase();
    if (asked === null || !NOT_THERE.some((words) => lower.indexOf(words) !== -1)) continue;
    keys.push({ path: asked, deleted: false, values: [] });
    asked = null;
  }
  return keys;
}

function keyAskedFor(command: string): string | null {
  const match = ASKED.exec(command);
  if (match === null) return null;
  const value = textAt(match, 2);
  return value === '' || ASKED_ALONE.test(value) ? textAt(match, 1).trim() : null;
}
