import type { PrintedBytes } from '../observation';
import { decodeConsoleBytes } from '../text/decode-bytes';
import type { Bytes } from '../text/utf';
import { textOfUnits } from '../text/utf';
import type { WindowsAnswer } from './windows-answers';

function unitsOf(bytes: Bytes): number[] | null {
  const units: number[] = [];
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    // No text of a console has it, and no database keeps it.
    if (byte === 0) return null;
    units.push(byte);
  }
  return units;
}

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
  const units = lostCharacters === 0 ? null : unitsOf(bytes);
  if (units === null || oemCodePage === null) return { text, exitCode };
  const printed: PrintedBytes = { codePage: oemCodePage, bytes: textOfUnits(units) };
  return { text, exitCode, printed };
}
