/** The longest name of an application, in UTF-16 units. */
export const LONGEST_APPLICATION_NAME = 64;

/** The two characters of one sign beyond the first 65,536. */
const PAIRS = /[\ud800-\udbff][\udc00-\udfff]/g;
const HALF_PAIRS = /[\ud800-\udfff]/;
/**
 * Control characters, those that turn the direction of a text, unseen ones, unseen ends of lines, and blanks other than
 * the usual one, which look like it or like nothing; each from, to.
 */
const UNSEEN = [
  [0x00, 0x1f],
  [0x7f, 0xa0],
  [0xad, 0xad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x1680, 0x1680],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x2000, 0x200f],
  [0x2028, 0x202f],
  [0x205f, 0x206f],
  [0x2800, 0x2800],
  [0x3000, 0x3000],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xffff],
  // First half of tags and of variation selectors (U+E0000 and later).
  [0xdb40, 0xdb43],
];

function isUnseen(unit: number): boolean {
  for (let index = 0; index < UNSEEN.length; index += 1) {
    const [from, to] = UNSEEN[index] as [number, number];
    if (unit >= from && unit <= to) return true;
  }
  return false;
}

function hasUnseen(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (isUnseen(text.charCodeAt(index))) return true;
  return false;
}

/**
 * The name by which an application asks, without blanks at its ends; null when it can't be shown as what it is. Nothing
 * in it is taken away or put right: who sends a name with an unseen sign in it is told so.
 */
export function applicationName(said: string): string | null {
  const name = said.replace(/^ +| +$/g, '');
  if (name === '' || name.length > LONGEST_APPLICATION_NAME) return null;
  return hasUnseen(name) || HALF_PAIRS.test(name.replace(PAIRS, '')) ? null : name;
}
