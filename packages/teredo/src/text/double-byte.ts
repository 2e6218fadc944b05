import { CHARACTERS_936 } from './characters-936';
import type { Bytes } from './utf';

/** Code pages of Japanese, Chinese (simplified), Korean and Chinese (traditional) consoles. */
export type DoubleByteCodePage = 932 | 936 | 949 | 950;

const REPLACEMENT = 0xfffd;

export function isDoubleByteCodePage(codePage: number): codePage is DoubleByteCodePage {
  return codePage === 932 || codePage === 936 || codePage === 949 || codePage === 950;
}

function isLead(codePage: DoubleByteCodePage, byte: number): boolean {
  if (codePage === 932) return (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc);
  return byte >= 0x81 && byte <= 0xfe;
}

/** No trail byte is a colon, a digit, a dot or a space: those that are seen are those that were printed. */
function isTrail(byte: number): boolean {
  return byte >= 0x40 && byte <= 0xfe && byte !== 0x7f;
}

/** Full-width ASCII, which is laid out by rule in every one of these code pages; 0 for any other pair. */
function fullWidthOf(codePage: DoubleByteCodePage, lead: number, trail: number): number {
  if (codePage === 936 || codePage === 949) {
    if (lead === 0xa1 && trail === 0xa1) return 0x3000;
    return lead === 0xa3 && trail >= 0xa1 && trail <= 0xfe ? 0xff01 + trail - 0xa1 : 0;
  }
  const pair = lead * 256 + trail;
  if (codePage === 932) return FULL_WIDTH_932[pair] ?? shifted(pair, LETTERS_932);
  return FULL_WIDTH_950[pair] ?? shifted(pair, LETTERS_950);
}

const FULL_WIDTH_932: { [pair: number]: number } = {
  33088: 0x3000,
  33091: 0xff0c,
  33092: 0xff0e,
  33094: 0xff1a,
  33129: 0xff08,
  33130: 0xff09,
};
const FULL_WIDTH_950: { [pair: number]: number } = {
  41280: 0x3000,
  41281: 0xff0c,
  41284: 0xff0e,
  41287: 0xff1a,
  41309: 0xff08,
  41310: 0xff09,
};

interface Run {
  from: number;
  to: number;
  unicode: number;
}

const LETTERS_932: Run[] = [
  { from: 0x824f, to: 0x8258, unicode: 0xff10 },
  { from: 0x8260, to: 0x8279, unicode: 0xff21 },
  { from: 0x8281, to: 0x829a, unicode: 0xff41 },
];
const LETTERS_950: Run[] = [
  { from: 0xa2af, to: 0xa2b8, unicode: 0xff10 },
  { from: 0xa2cf, to: 0xa2e8, unicode: 0xff21 },
  { from: 0xa2e9, to: 0xa2fe, unicode: 0xff41 },
  { from: 0xa340, to: 0xa343, unicode: 0xff57 },
];

function shifted(pair: number, runs: Run[]): number {
  for (const run of runs) if (pair >= run.from && pair <= run.to) return run.unicode + pair - run.from;
  return 0;
}

/** The character of a pair, or U+FFFD: only what is known to matter has a table here. */
function characterOf(codePage: DoubleByteCodePage, lead: number, trail: number): number {
  const fullWidth = fullWidthOf(codePage, lead, trail);
  if (fullWidth !== 0) return fullWidth;
  return codePage === 936 ? (CHARACTERS_936[lead * 256 + trail] ?? REPLACEMENT) : REPLACEMENT;
}

function singleOf(codePage: DoubleByteCodePage, byte: number): number {
  if (byte < 0x80) return byte;
  return codePage === 932 && byte >= 0xa1 && byte <= 0xdf ? 0xff61 + byte - 0xa1 : REPLACEMENT;
}

/**
 * Decodes a double-byte code page into code units: ASCII, full-width forms and (936) the characters of the known
 * Chinese texts are told; any other character is U+FFFD, one for each.
 */
export function decodeDoubleByte(bytes: Bytes, codePage: DoubleByteCodePage): number[] {
  const units: number[] = [];
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    const trail = bytes[index + 1] ?? 0;
    if (isLead(codePage, byte) && isTrail(trail)) {
      units.push(characterOf(codePage, byte, trail));
      index += 1;
    } else units.push(singleOf(codePage, byte));
  }
  return units;
}
