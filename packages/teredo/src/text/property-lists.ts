import { consoleLines, windowsCommandOf } from './console-lines';
import type { JsonObject } from './json-values';

const PROPERTY = /^\s{0,40}([A-Za-z_][A-Za-z0-9_]{0,60})\s{0,60}:(?:\s{1,9}(.{0,4000}))?$/;

/**
 * Reads lists as PowerShell prints them, `Name : value` with an empty line between objects. The names of properties are
 * the same in every language. Values are texts.
 */
export function readPropertyLists(text: string): JsonObject[] {
  const lists: JsonObject[] = [];
  let current: JsonObject = {};
  let count = 0;
  const close = (): void => {
    if (count > 0) lists.push(current);
    current = {};
    count = 0;
  };
  for (const line of consoleLines(text)) {
    const match = windowsCommandOf(line) === null ? PROPERTY.exec(line) : null;
    if (match === null) {
      if (line.trim() === '') close();
      continue;
    }
    current[match[1] ?? ''] = (match[2] ?? '').trim();
    count += 1;
  }
  close();
  return lists;
}
