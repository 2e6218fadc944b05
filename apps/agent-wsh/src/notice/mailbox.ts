/**
 * The mailbox of one person: two values in the person's own hive of the registry. Windows lets only that person and
 * administrators write there, on a disk with FAT too, so nobody can answer for another; and a value holds any letters.
 */
export const MAILBOX = 'Software\\Teredo Fleet';
export const NOTE = 'notice';
export const REPLY = 'answer';

/** What the agent asks to be shown: a message box. */
export interface Note {
  v: 1;
  /** Of this showing. */
  id: string;
  title: string;
  body: string;
  /** Buttons, as MessageBox numbers them. */
  style: number;
  seconds: number;
}

/** What became of it. `said` is the id of the button; null: it is up. */
export interface Reply {
  v: 1;
  id: string;
  said: number | null;
}

const ID = /^[0-9a-z-]{1,60}$/;
const LONGEST_SECONDS = 7 * 86_400;

const isWhole = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most && Math.floor(value) === value;

/** The fields of an object of the version; null for anything else. */
function fieldsOf(text: string): Record<string, unknown> | null {
  if (text === '' || text.length > 20_000) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (Object.prototype.toString.call(value) !== '[object Object]') return null;
    const fields = value as Record<string, unknown>;
    return fields.v === 1 && typeof fields.id === 'string' && ID.test(fields.id) ? fields : null;
  } catch (_error) {
    return null;
  }
}

/** What stands in a note; null when it is none. */
export function readNote(text: string): Note | null {
  const fields = fieldsOf(text);
  if (fields === null) return null;
  const { id, title, body, style, seconds } = fields;
  if (typeof title !== 'string' || typeof body !== 'string') return null;
  if (!isWhole(style, 0, 0xffffff) || !isWhole(seconds, 1, LONGEST_SECONDS)) return null;
  return { v: 1, id: id as string, title, body, style, seconds };
}

/** What stands in a reply; null when it is none. */
export function readReply(text: string): Reply | null {
  const fields = fieldsOf(text);
  if (fields === null) return null;
  const { id, said } = fields;
  if (said !== null && !isWhole(said, -1, 100_000)) return null;
  return { v: 1, id: id as string, said };
}
