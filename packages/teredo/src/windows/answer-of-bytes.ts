import type { PrintedBytes } from '../observation';
import { byteText } from '../text/byte-text';
import { decodeConsoleBytes } from '../text/decode-bytes';
import type { Bytes } from '../text/utf';
import type { WindowsAnswer } from './windows-answers';

/**
 * What a program printed, read by the machine's OEM code page (null: not known). The bytes stay with it where a character
 * of them is in no table here: whoever has the whole tables reads them later.
 */
export function answerOfBytes(
  bytes: Bytes,
  oemCodePage: number | null,
  exitCode: number | null,
): NonNullable<WindowsAnswer> {
  const { text, lostCharacters } = decodeConsoleBytes(bytes, oemCodePage);
  const whole = lostCharacters === 0 ? null : byteText(bytes);
  if (whole === null || oemCodePage === null) return { text, exitCode };
  const printed: PrintedBytes = { codePage: oemCodePage, bytes: whole };
  return { text, exitCode, printed };
}
