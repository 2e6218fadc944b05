import { type Bytes, textOfUnits } from './utf';

/** Bytes as text, one character a byte; null where one of them is zero, which no text of a console has and no database keeps. */
export function byteText(bytes: Bytes): string | null {
  const units: number[] = [];
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte === 0) return null;
    units.push(byte);
  }
  return textOfUnits(units);
}
