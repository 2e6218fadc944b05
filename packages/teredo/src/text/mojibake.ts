import { CODE_PAGES } from './code-page-tables';
import { decodeAsKnownChinese } from './decode-bytes';
import { decodeUtf8 } from './utf';

/** Bytes 0x80 to 0x9f as a Western editor shows them. */
const WESTERN = (CODE_PAGES[1252] ?? '').slice(0, 32);

/** The byte that a Western editor showed as this character, or -1 when there is none. */
function westernByteOf(code: number): number {
  if (code <= 0xff) return code;
  const place = WESTERN.indexOf(String.fromCharCode(code));
  return place === -1 ? -1 : 0x80 + place;
}

function westernBytesOf(text: string): number[] | null {
  const bytes: number[] = [];
  let hasUpper = false;
  for (let index = 0; index < text.length; index += 1) {
    const byte = westernByteOf(text.charCodeAt(index));
    if (byte === -1) return null;
    hasUpper = hasUpper || byte >= 0x80;
    bytes.push(byte);
  }
  return hasUpper ? bytes : null;
}

/**
 * Gives back text whose bytes were shown by an editor of Western Europe: UTF-8, or Chinese console output of which
 * every character is known. Anything else, real Western text included, stays as it is.
 */
export function repairMojibake(text: string): string {
  const bytes = westernBytesOf(text);
  if (bytes === null) return text;
  return decodeUtf8(bytes, 0) ?? decodeAsKnownChinese(bytes) ?? text;
}
