import { asciiBytes, concatBytes, copyBytes, naclPrimitives, writeCounter } from '@teredo-fleet/protocol/es3';
import nacl from 'tweetnacl';

/** Names that Windows makes of its own random numbers, and whatever else differs from call to call. */
export interface EntropySource {
  /** A fresh GUID. Throws where Windows makes none. */
  guid(): string;
  /** Things that are hard to guess and worth something only together. */
  extras(): string[];
}

const GUID_DIGITS = /[0-9a-f]/gi;
/** A random GUID has 122 random bits; four of them and more. */
const GUIDS = 8;

function gather(source: EntropySource): string {
  const guids: string[] = [];
  for (let index = 0; index < GUIDS; index += 1) guids.push(source.guid());
  checkGuids(guids);
  return guids
    .concat(source.extras())
    .join('\n')
    .replace(/[^ -~\n]/g, '?');
}

/** One GUID again and again, or one made of next to nothing, is no randomness. */
function checkGuids(guids: string[]): void {
  for (let index = 0; index < guids.length; index += 1) {
    const digits = ((guids[index] as string).match(GUID_DIGITS) || []).length;
    if (digits < 32 || guids.indexOf(guids[index] as string) !== index) {
      const text =
        'This Windows makes no random numbers for scripts (Scriptlet.TypeLib), so no key can be made. Nothing was done. Use the executable agent here.';
      throw new Error(text);
    }
  }
}

/**
 * Random bytes: each draw stirs the state with what was just gathered by SHA-512; what is given out is a hash of the
 * state, never the state.
 */
export function createRandom(source: EntropySource): (length: number) => Uint8Array {
  let state: Uint8Array = new Uint8Array(64);

  return (length) => {
    state = naclPrimitives.sha512(concatBytes([state, asciiBytes(gather(source))]));
    const parts: Uint8Array[] = [];
    const count = new Uint8Array(8);
    for (let block = 1, left = length; left > 0; block += 1, left -= 32) {
      writeCounter(count, 0, block);
      const hash = naclPrimitives.sha512(concatBytes([asciiBytes('out\n'), count, state]));
      parts.push(copyBytes(hash, 0, Math.min(32, left)));
    }
    return concatBytes(parts);
  };
}

/** Lets tweetnacl draw from it. */
export function useRandom(random: (length: number) => Uint8Array): void {
  nacl.setPRNG((target, length) => {
    const bytes = random(length);
    for (let index = 0; index < length; index += 1) target[index] = bytes[index] as number;
  });
}

/** A random UUID, version 4. */
export function randomUuid(random: (length: number) => Uint8Array): string {
  const bytes = random(16);
  bytes[6] = ((bytes[6] as number) & 15) | 64;
  bytes[8] = ((bytes[8] as number) & 63) | 128;
  let text = '';
  for (let at = 0; at < 16; at += 1) {
    const hex = (bytes[at] as number).toString(16);
    text += `${at === 4 || at === 6 || at === 8 || at === 10 ? '-' : ''}${hex.length === 1 ? '0' : ''}${hex}`;
  }
  return text;
}
