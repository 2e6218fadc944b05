import { textAt } from '../text/text-at';
import { dataOfPrint } from './registry-data';
import type { RegistryKey, RegistryValue } from './registry-reading';

/** The word for the default value is translated, but stands in parentheses or angle brackets. */
function nameOf(print: string): string {
  const name = print.trim();
  return /^[(<].{0,40}[)>]$/.test(name) ? '' : name;
}

function valueOfLine(line: string): RegistryValue | null {
  const match = /\s(REG_[A-Z_]{2,30})(?=\s|$)/.exec(line.slice(0, 600));
  if (match === null) return null;
  const type = textAt(match, 1);
  const raw = line.slice(match.index + match[0].length).trim();
  return { name: nameOf(line.slice(0, match.index)), type, data: dataOfPrint(type, raw), raw };
}

/** Keys and values as `reg query` prints them, on XP with tabs; empty when there are none. */
export function readRegistryQuery(lines: string[]): RegistryKey[] {
  const keys: RegistryKey[] = [];
  for (const line of lines) {
    const value = valueOfLine(line);
    const current = keys[keys.length - 1];
    const heading = /^\s{0,9}((?:HKEY_[A-Z_]{4,20}|HK(?:LM|CU|CR|U|CC))\\[^"|=]{1,400})$/i.exec(line);
    if (value !== null && current !== undefined) current.values.push(value);
    else if (value !== null) keys.push({ path: '', deleted: false, values: [value] });
    else if (heading !== null) keys.push({ path: textAt(heading, 1), deleted: false, values: [] });
  }
  return keys;
}
