/** Bytes as the characters of the same numbers: enough for what is ASCII in every code page. */
export function textOfBytes(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) text += String.fromCharCode(bytes[at] as number);
  return text;
}
