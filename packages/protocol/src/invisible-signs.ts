/** Scripts whose letters are written otherwise beside a joiner, so that it is seen there. */
const JOINING =
  String.raw`\p{sc=Arab}\p{sc=Syrc}\p{sc=Mong}\p{sc=Nkoo}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}` +
  String.raw`\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}\p{sc=Khmr}\p{sc=Mymr}`;
/** Signs of format that are drawn: of numbers and of the end of a verse in Arabic and others. */
const DRAWN = String.raw`\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}`;
/** Which form of an ideograph is meant: names are written with them. */
const FORMS = String.raw`\ufe00-\ufe02\u{e0100}-\u{e01ef}`;
const PICTURE = String.raw`\p{Extended_Pictographic}\ufe0f\p{Emoji_Modifier}`;

/**
 * One character that takes no room or shows nothing (Unicode: Cf, Default_Ignorable_Code_Point, and the empty Braille
 * pattern), where it is not part of how a word or a picture is written.
 */
const INVISIBLE = new RegExp(
  String.raw`(?<![${JOINING}${PICTURE}])[\u200c\u200d]|(?<!\p{Extended_Pictographic})(?<![0-9#*](?=\ufe0f\u20e3))\ufe0f` +
    String.raw`|(?<!\p{Unified_Ideograph})[${FORMS}]|(?![\u200c\u200d\ufe0f${DRAWN}${FORMS}])[\p{Cf}\p{DI}\u2800]`,
  'gu',
);
const NOTHING_TO_SEE = /^[\p{Cf}\p{DI}\p{Z}\s\u2800]+$/u;

const escaped = (sign: string): string =>
  `\\u{${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}}`;

/** Whether a text has a character that is not seen. */
export const hasInvisible = (text: string): boolean => text.search(INVISIBLE) >= 0;

/** Whether there is nothing to see in a text that is not empty. */
export const isUnseen = (text: string): boolean => NOTHING_TO_SEE.test(text);

/** The text with what is not seen written out, `\u{200B}`; a joiner in a script that has them stays, seen or not. */
export function withInvisibleShown(text: string): string {
  const shown = text.replace(INVISIBLE, escaped);
  return isUnseen(shown) ? shown.replace(/./gsu, escaped) : shown;
}

/** The same with U+FFFD for each of them, no longer than the text is. */
export function withInvisibleLost(text: string): string {
  const shown = text.replace(INVISIBLE, '\ufffd');
  return isUnseen(shown) ? shown.replace(/./gsu, '\ufffd') : shown;
}
