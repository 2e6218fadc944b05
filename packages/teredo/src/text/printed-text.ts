/** Of this many characters at most one may be a control character that no console prints. */
const ONE_OF = 100;

function isOddControl(code: number): boolean {
  if (code === 0x7f) return true;
  return code < 0x20 && !(code >= 0x07 && code <= 0x0d) && code !== 0x1b && code !== 0x1a;
}

/** Whether decoded text can be what a program printed: a picture, a program or an archive is full of control characters. */
export function isPrintedText(text: string): boolean {
  let odd = 0;
  for (let index = 0; index < text.length; index += 1) if (isOddControl(text.charCodeAt(index))) odd += 1;
  return odd * ONE_OF <= text.length;
}
