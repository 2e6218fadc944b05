/** The longest name of an application, in UTF-16 units. */
export const LONGEST_APPLICATION_NAME = 64;

/** The two characters of one sign beyond the first 65,536. */
const PAIRS = /[\ud800-\udbff][\udc00-\udfff]/g;
const HALF_PAIRS = /[\ud800-\udfff]/;
/** Control characters, those that turn the direction of a text, unseen ones and unseen ends of lines; each from, to. */
const UNSEEN = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x061c, 0x061c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfeff, 0xfeff],
  [0xfff0, 0xffff],
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
