import { consoleLines, windowsCommandOf } from './console-lines';
import type { JsonObject } from './json-values';
import { textAt } from './text-at';

/** PowerShell wraps a long value and indents the rest to where the value began. */
const REST = /^\s{4,60}([^\s].{0,1000})$/;
const VALUE_CAP = 4000;

const PROPERTY = /^\s{0,40}([A-Za-z_][A-Za-z0-9_]{0,60})\s{0,60}:(?:\s{1,9}(.{0,4000}))?$/;

function withRest(value: unknown, line: string): unknown {
  const rest = REST.exec(line);
  const goesOn = rest !== null && typeof value === 'string' && value !== '' && value.length < VALUE_CAP;
  return goesOn ? value + textAt(rest, 1).trim() : value;
}

/**
 * Reads lists as PowerShell prints them, `Name : value` with an empty line between objects. The names of properties are
 * the same in every language. Values are texts.
 */
export function readPropertyLists(text: string): JsonObject[] {
  const lists: JsonObject[] = [];
  let current: JsonObject = {};
  let count = 0;
  let last = '';
  const close = (): void => {
    if (count > 0) lists.push(current);
    current = {};
    count = 0;
  };
  for (const line of consoleLines(text)) {
    const match = windowsCommandOf(line) === null ? PROPERTY.exec(line) : null;
    if (match === null) {
      if (line.trim() === '') close();
      else if (count > 0) current[last] = withRest(current[last], line);
      continue;
    }
    last = textAt(match, 1);
    current[last] = textAt(match, 2).trim();
    count += 1;
  }
  close();
  return lists;
}
