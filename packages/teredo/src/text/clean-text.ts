import { undoMarkup } from './markup';
import { repairMojibake } from './mojibake';

/** Code points of the digit zero of other scripts; each is followed by its one to nine. */
const OTHER_ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20,
  0x1040, 0x17e0, 0x1810,
];

const ESCAPE = String.fromCharCode(27);
const TERMINAL_COLOUR = new RegExp(`${ESCAPE}\\[[0-9;?]{0,20}[@-~]`, 'g');

/** Marks that are drawn and mean nothing: direction, joiners, soft hyphen, byte order mark. */
function isInvisible(code: number): boolean {
  if (code === 0xad || code === 0x61c || code === 0x180e || code === 0xfeff) return true;
  return (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) || isJoinerOrIsolate(code);
}

function isJoinerOrIsolate(code: number): boolean {
  return code >= 0x2060 && code <= 0x206f;
}

function isOtherSpace(code: number): boolean {
  if (code === 0xa0 || code === 0x1680 || code === 0x3000) return true;
  return (code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x205f;
}

/** VT, FF, NEL and Unicode's separators end a line as LF does. */
function isOtherLineEnd(code: number): boolean {
  return code === 0x0b || code === 0x0c || code === 0x85 || code === 0x2028 || code === 0x2029;
}

function isOtherColon(code: number): boolean {
  return code === 0x2236 || code === 0xfe13 || code === 0xfe55 || code === 0xa789;
}

function asciiDigitOf(code: number): string | null {
  if (code < 0x660 || code > 0x1819) return null;
  for (const zero of OTHER_ZEROS) if (code >= zero && code <= zero + 9) return String(code - zero);
  return null;
}

function punctuationOf(code: number): string | null {
  if (isOtherColon(code)) return ':';
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212) return '-';
  if (code === 0x2018 || code === 0x2019) return "'";
  if (code === 0x201c || code === 0x201d) return '"';
  if (code === 0x3002 || code === 0xff61) return '.';
  if (code === 0xfe59) return '(';
  return code === 0xfe5a ? ')' : null;
}

/** What stands for a character in clean text, or null when it may stay. */
function replacementOf(code: number): string | null {
  if (code === 0x09 || code === 0x0a || (code >= 0x20 && code < 0x7f)) return null;
  if (isOtherLineEnd(code)) return '\n';
  if (code < 0xa0 || isInvisible(code)) return '';
  if (isOtherSpace(code)) return ' ';
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return asciiDigitOf(code) ?? punctuationOf(code);
}

function replaceCharacters(text: string): string {
  const pieces: string[] = [];
  let kept = 0;
  for (let index = 0; index < text.length; index += 1) {
    const replacement = replacementOf(text.charCodeAt(index));
    if (replacement === null) continue;
    pieces.push(text.slice(kept, index), replacement);
    kept = index + 1;
  }
  pieces.push(text.slice(kept));
  return pieces.join('');
}

/** CR, LF, CRLF and what copying makes of it (CR CR LF) are one line end each. */
function unifyLineEnds(text: string): string {
  return text.replace(/\r{1,2}\n/g, '\n').replace(/\r/g, '\n');
}

/**
 * Brings console text, however it was copied, into a form in which ASCII words, digits and colons can be found: LF
 * line ends, no control characters or direction marks, plain spaces, full-width letters and punctuation and the digits
 * of other scripts as ASCII, no markup of web pages or forums. Letters of other scripts stay. Never throws; work is
 * proportional to the length.
 */
export function cleanText(text: string): string {
  const plain = repairMojibake(text).replace(TERMINAL_COLOUR, '');
  return undoMarkup(replaceCharacters(unifyLineEnds(plain)));
}
