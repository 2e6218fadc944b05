export type JsonObject = { [key: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How deep lists in lists are followed. */
const DEPTH_CAP = 8;

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Where the value that begins at an index ends, or -1 when it never does. Brackets in strings don't count. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '[' || character === '{') depth += 1;
    else if ((character === ']' || character === '}') && --depth === 0) return index;
  }
  return -1;
}

function nextBracket(text: string, start: number): number {
  let index = start;
  while (index < text.length && text.charAt(index) !== '[' && text.charAt(index) !== '{') index += 1;
  return index;
}

/** As many brackets may stand open before it is given up: each costs a look at the rest of the text. */
const OPEN_CAP = 4;

/**
 * Finds the lists and objects in a text, whatever stands around them: prompts, warnings, several outputs. Each part of
 * the text is looked at once, so a value within one that isn't JSON is not found.
 */
export function findJsonValues(text: string): unknown[] {
  const values: unknown[] = [];
  let open = 0;
  let index = nextBracket(text, 0);
  while (index < text.length && open < OPEN_CAP) {
    const end = endOfValue(text, index);
    const value = end === -1 ? undefined : parse(text.slice(index, end + 1));
    if (value !== undefined) values.push(value);
    if (end === -1) open += 1;
    index = nextBracket(text, (end === -1 ? index : end) + 1);
  }
  return values;
}

function collect(value: unknown, depth: number, found: JsonObject[]): void {
  if (depth > DEPTH_CAP) return;
  if (Array.isArray(value)) for (const item of value as unknown[]) collect(item, depth + 1, found);
  else if (isJsonObject(value)) {
    const inner = value.value;
    if (Array.isArray(inner) && 'Count' in value) collect(inner, depth + 1, found);
    else found.push(value);
  }
}

/** The objects among values, in lists or alone; PowerShell wraps some lists as `{"value": [...], "Count": 2}`. */
export function jsonObjectsOf(values: unknown[]): JsonObject[] {
  const found: JsonObject[] = [];
  collect(values, 0, found);
  return found;
}

/** A property by its name in any case. */
export function propertyOf(object: JsonObject, name: string): unknown {
  const lower = name.toLowerCase();
  for (const key of Object.keys(object)) if (key.toLowerCase() === lower) return object[key];
  return undefined;
}
