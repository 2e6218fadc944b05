import sha256 from 'fast-sha256';

/** SHA-256 as 64 lower-case hexadecimal digits. */
export function sha256Hex(bytes: Uint8Array): string {
  const hash = sha256(bytes);
  let text = '';
  for (let at = 0; at < hash.length; at += 1) text += `0${(hash[at] as number).toString(16)}`.slice(-2);
  return text;
}
