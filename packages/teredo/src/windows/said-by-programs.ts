import type { PrintedBytes } from '../observation';
import { byteText } from '../text/byte-text';
import { decodeConsoleBytes } from '../text/decode-bytes';
import type { Bytes } from '../text/utf';

/** Words of the agent's own, or what a program printed. */
export type SaidPiece = string | Bytes;

export interface Said {
  text: string;
  /** The same byte for byte, where a character of it is in no table here. */
  printed?: PrintedBytes;
}

/** Of a byte's characters no other is a space in every code page. */
const AROUND = /^[\t\r\n ]+|[\t\r\n ]+$/g;
const NOT_ASCII = /[^\t\r\n -~]/;

/**
 * What a step said, in order, read by the machine's OEM code page (null: not known). Own words that are not ASCII are of
 * no code page, so that there are no bytes of the whole then.
 */
export function readSaid(pieces: SaidPiece[], oemCodePage: number | null): Said {
  const texts: string[] = [];
  let bytes: string[] | null = [];
  let lost = 0;
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index] as SaidPiece;
    const isOwn = typeof piece === 'string';
    const read = isOwn ? { text: piece, lostCharacters: 0 } : decodeConsoleBytes(piece, oemCodePage);
    const whole = isOwn ? (NOT_ASCII.test(piece) ? null : piece) : byteText(piece);
    texts.push(read.text.replace(AROUND, ''));
    lost += read.lostCharacters;
    if (whole === null || bytes === null) bytes = null;
    else bytes.push(whole.replace(AROUND, ''));
  }
  const text = texts.join('\n');
  if (lost === 0 || bytes === null || oemCodePage === null) return { text };
  return { text, printed: { codePage: oemCodePage, bytes: bytes.join('\n') } };
}
