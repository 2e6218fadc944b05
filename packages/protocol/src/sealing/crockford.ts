/** Crockford's base32: no letter that is taken for a digit or for another. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The first 5 × `length` bits of `bytes`, which has as many, as `length` characters. */
export function crockford(bytes: Uint8Array, length: number): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (let index = 0; text.length < length; index += 1) {
    held = (held << 8) | (bytes[index] as number);
    bits += 8;
    while (bits >= 5 && text.length < length) {
      bits -= 5;
      text += ALPHABET.charAt((held >> bits) & 31);
      held &= (1 << bits) - 1;
    }
  }
  return text;
}
