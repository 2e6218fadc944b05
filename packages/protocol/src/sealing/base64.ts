const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE64_TEXT = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Standard base64 with padding (RFC 4648 section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const group =
      (bytes[at] as number) * 65536 +
      (left > 1 ? (bytes[at + 1] as number) * 256 : 0) +
      (left > 2 ? (bytes[at + 2] as number) : 0);
    parts.push(
      ALPHABET.charAt(group >> 18),
      ALPHABET.charAt((group >> 12) & 63),
      left > 1 ? ALPHABET.charAt((group >> 6) & 63) : '=',
      left > 2 ? ALPHABET.charAt(group & 63) : '=',
    );
  }
  return parts.join('');
}

/** The bytes, or null: wrong alphabet, padding missing, or unused bits that aren't zero (two texts, same bytes). */
export function decodeBase64(text: string): Uint8Array | null {
  if (!BASE64_TEXT.test(text)) return null;
  const padding = text.charAt(text.length - 1) !== '=' ? 0 : text.charAt(text.length - 2) === '=' ? 2 : 1;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let at = 0, out = 0; at < text.length; at += 4, out += 3) {
    let group = 0;
    for (let offset = 0; offset < 4; offset += 1) {
      const value = ALPHABET.indexOf(text.charAt(at + offset));
      group = group * 64 + (value === -1 ? 0 : value);
    }
    bytes[out] = group >> 16;
    if (out + 1 < bytes.length) bytes[out + 1] = (group >> 8) & 255;
    if (out + 2 < bytes.length) bytes[out + 2] = group & 255;
  }
  return encodeBase64(bytes) === text ? bytes : null;
}

/** base64url without padding, as standard base64 with padding; null when it can't be either. */
export function base64FromUrl(text: string): string | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const padding = ['', '', '==', '='][text.length % 4] as string;
  return text.replace(/-/g, '+').replace(/_/g, '/') + padding;
}

/** Standard base64 as base64url without padding (RFC 4648 section 5). */
export function base64ToUrl(text: string): string {
  return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
