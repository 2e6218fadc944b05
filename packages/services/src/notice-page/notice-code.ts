const CODE = /^[0-9A-HJKMNP-TV-Z]{20}$/;
/** Letters of other alphabets whose capitals are Latin ones are none. */
const TYPED = /^[0-9A-Za-z\- ]{20,40}$/;

/** Letters that a reader takes for digits, as Crockford's base32 reads them. */
const READ_AS: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/** The 20 characters of a link's code as somebody typed it, in either case and with or without hyphens; null: none. */
export function readNoticeCode(text: string): string | null {
  if (!TYPED.test(text)) return null;
  const read = text
    .toUpperCase()
    .replace(/[- ]/g, '')
    .replace(/[OIL]/g, (letter) => READ_AS[letter]!);
  return CODE.test(read) ? read : null;
}

/** A code as it is shown: four groups of five. */
export const shownNoticeCode = (code: string): string => code.replace(/(.{5})(?=.)/g, '$1-');
