import { MAX_MESSAGE_BYTES } from './limits';

/** Deeper nesting of arrays and objects than this is not taken in. */
export const MAX_JSON_DEPTH = 32;

export type JsonProblem = { ok: false; code: 'malformed' | 'too-large'; text: string };
export type ReadJson = { ok: true; value: unknown } | JsonProblem;

const SUSPICIOUS = /\\u00[0-7]|__proto__|\\ud[89a-f]|[\ud800-\udfff]/i;
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/**
 * One JSON text, bounded in bytes of UTF-8 and in depth, as a value that is safe to keep: no `__proto__` members, and
 * U+0000 and lone surrogates (which PostgreSQL can't store) replaced by U+FFFD. Bytes must be well-formed UTF-8.
 */
export function readJsonText(input: string | Uint8Array, maxBytes: number = MAX_MESSAGE_BYTES): ReadJson {
  const text = boundedText(input, maxBytes);
  if (typeof text !== 'string') return text;
  if (isTooDeep(text)) return malformed(`It nests deeper than ${MAX_JSON_DEPTH} levels.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return malformed('It is not one JSON text.');
  }
  return { ok: true, value: SUSPICIOUS.test(text) ? tidy(value) : value };
}

function boundedText(input: string | Uint8Array, maxBytes: number): string | JsonProblem {
  const tooLarge: JsonProblem = {
    ok: false,
    code: 'too-large',
    text: `The message is larger than ${maxBytes} bytes. Send less at once.`,
  };
  if (typeof input === 'string') {
    const fits = input.length * 3 <= maxBytes || (input.length <= maxBytes && byteLength(input) <= maxBytes);
    return fits ? input : tooLarge;
  }
  if (input.length > maxBytes) return tooLarge;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(input);
  } catch {
    return malformed('It is not UTF-8.');
  }
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function malformed(why: string): JsonProblem {
  return { ok: false, code: 'malformed', text: `The message can't be read. ${why}` };
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > MAX_JSON_DEPTH) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

function tidy(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(UNSTORABLE, '\ufffd');
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    if (key !== '__proto__') kept[key.replace(UNSTORABLE, '\ufffd')] = tidy(member);
  }
  return kept;
}
