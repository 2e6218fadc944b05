import { CODE_PAGES } from './code-page-tables';
import { decodeDoubleByte, isDoubleByteCodePage } from './double-byte';
import { type Bytes, decodeUtf8, decodeUtf16, textOfUnits } from './utf';

/** How bytes were taken. `ascii-only`: the code page isn't known; what isn't ASCII is U+FFFD. */
export type TextEncoding = 'ascii' | 'utf-8' | 'utf-16le' | 'utf-16be' | 'code-page' | 'ascii-only';

export interface DecodedText {
  text: string;
  encoding: TextEncoding;
  /** The code page that was used; null for the encodings of Unicode and when none is known. */
  codePage: number | null;
  /** Characters that stand as U+FFFD because no table here holds them. ASCII is never lost. */
  lostCharacters: number;
}

const UNICODE = { codePage: null, lostCharacters: 0 };

function countLost(text: string): number {
  return text.split('\ufffd').length - 1;
}

function isAscii(bytes: Bytes): boolean {
  for (let index = 0; index < bytes.length; index += 1) if ((bytes[index] ?? 0) >= 0x80) return false;
  return true;
}

/** UTF-16 without a byte order mark: ASCII in it has a zero at every second place. */
function utf16OrderOf(bytes: Bytes): 'le' | 'be' | null {
  let even = 0;
  let odd = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    if (bytes[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  if ((even + odd) * 8 < bytes.length || even === odd) return null;
  return odd > even ? 'le' : 'be';
}

function decodeUnicode(bytes: Bytes): DecodedText | null {
  const first = bytes[0];
  const second = bytes[1];
  if (first === 0xff && second === 0xfe)
    return { ...UNICODE, text: decodeUtf16(bytes, 2, false), encoding: 'utf-16le' };
  if (first === 0xfe && second === 0xff)
    return { ...UNICODE, text: decodeUtf16(bytes, 2, true), encoding: 'utf-16be' };
  const order = utf16OrderOf(bytes);
  if (order === 'le') return { ...UNICODE, text: decodeUtf16(bytes, 0, false), encoding: 'utf-16le' };
  if (order === 'be') return { ...UNICODE, text: decodeUtf16(bytes, 0, true), encoding: 'utf-16be' };
  const marked = first === 0xef && second === 0xbb && bytes[2] === 0xbf;
  const text = decodeUtf8(bytes, marked ? 3 : 0);
  if (text === null) return null;
  return { ...UNICODE, text, encoding: isAscii(bytes) ? 'ascii' : 'utf-8' };
}

function decodeSingleByte(bytes: Bytes, upperHalf: string): string {
  const units: number[] = [];
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    units.push(byte < 0x80 ? byte : upperHalf.charCodeAt(byte - 0x80));
  }
  return textOfUnits(units);
}

function decodeCodePage(bytes: Bytes, codePage: number): string | null {
  if (isDoubleByteCodePage(codePage)) return textOfUnits(decodeDoubleByte(bytes, codePage));
  const upperHalf = CODE_PAGES[codePage];
  return upperHalf === undefined ? null : decodeSingleByte(bytes, upperHalf);
}

/**
 * Takes bytes for code page 936 only when every pair in them is a character of the known Chinese texts, which no text
 * of another code page is by chance. Null otherwise.
 */
export function decodeAsKnownChinese(bytes: Bytes): string | null {
  const text = textOfUnits(decodeDoubleByte(bytes, 936));
  return text.indexOf('\ufffd') === -1 ? text : null;
}

/**
 * Decodes what a console program printed. `oemCodePage` is the machine's (registry value OEMCP), or null when it isn't
 * known. Byte order marks and what is valid UTF-8 or clearly UTF-16 go first, since shells and editors convert. ASCII
 * words, digits and colons are found whatever the code page; the rest may be U+FFFD. Never throws.
 */
export function decodeConsoleBytes(bytes: Bytes, oemCodePage: number | null): DecodedText {
  const unicode = decodeUnicode(bytes);
  if (unicode !== null) return unicode;
  const asTold = oemCodePage === null ? null : decodeCodePage(bytes, oemCodePage);
  if (asTold !== null)
    return {
      text: asTold,
      encoding: 'code-page',
      codePage: oemCodePage,
      lostCharacters: countLost(asTold),
    };
  const chinese = decodeAsKnownChinese(bytes);
  if (chinese !== null) return { text: chinese, encoding: 'code-page', codePage: 936, lostCharacters: 0 };
  const text = decodeSingleByte(bytes, ALL_LOST);
  return { text, encoding: 'ascii-only', codePage: null, lostCharacters: countLost(text) };
}

const ALL_LOST = new Array(129).join('\ufffd');
