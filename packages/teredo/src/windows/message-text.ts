/** Windows' msg takes fewer than 256 characters. */
const MOST = 255;

/** The last line of a text that ends with the address of its own page. */
const LINK_LINE = /\n\n([^\n]*https?:\/\/[^\s]+)$/;

/** The ends of sentences; a number with a stop behind it, as dates have in some languages, is none. */
const SENTENCE_END = /[^\d][.!?](?=\s)|[\u3002\uff01\uff1f]/g;

/** As many whole sentences as have room; none: the first is too long. */
function sentencesWithin(text: string, room: number): string {
  let end = 0;
  SENTENCE_END.lastIndex = 0;
  for (let found = SENTENCE_END.exec(text); found !== null; found = SENTENCE_END.exec(text)) {
    const next = found.index + found[0].length;
    if (next > room) break;
    end = next;
  }
  return text.slice(0, end);
}

/**
 * What Windows' msg shows, whose title is Windows' own: all of a notice where it has room, else its title, as many whole
 * sentences as fit, and the address at which all of it stands. Null: it has no such address, or no room for that.
 */
export function messageTextOf(title: string, body: string): string | null {
  const whole = `${title}\n\n${body}`;
  if (whole.length <= MOST) return whole;
  const link = LINK_LINE.exec(body);
  if (link === null) return null;
  const least = `${title}\n\n${link[1]}`;
  if (least.length > MOST) return null;
  const some = sentencesWithin(body.slice(0, link.index), MOST - least.length - 2);
  return some === '' ? least : `${title}\n\n${some}\n\n${link[1]}`;
}
