import { decodeConsoleBytes, type Explanation, explain, isPrintedText } from '@teredo-fleet/teredo';

export type { Explanation } from '@teredo-fleet/teredo';

/** A text to explain: a file's, or what was pasted (no name). */
export interface GivenText {
  name: string | null;
  text: string;
}

/** What texts of one machine say. All of it happens in the browser; nothing is asked of a server. */
export function explainTexts(texts: readonly GivenText[]): Explanation {
  return explain(
    texts.map(({ name, text }) => ({ source: name, text })),
    Date.now(),
  );
}

const TURNING = /[\u202a-\u202e\u2066-\u2069]/;

/** Whether characters stand in a text that make it look otherwise than it is read: a screen turns it round by them. */
export function isTurnedRound(texts: readonly GivenText[]): boolean {
  return texts.some(({ text }) => TURNING.test(text));
}

/** As much as the terminal's program takes. */
const SIZE_CAP = 8 * 1024 * 1024;

/** Reads a file's text, or says in words why it is none. */
export async function readGivenFile(file: File): Promise<GivenText | string> {
  if (file.size > SIZE_CAP)
    return `${file.name} is larger than 8 MB. Keep the part about Teredo, and give that.`;
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) return `${file.name} could not be read. Give files, not a folder.`;
  const { text } = decodeConsoleBytes(new Uint8Array(bytes), null);
  if (text.trim() === '') return `${file.name} is empty.`;
  return isPrintedText(text)
    ? { name: file.name, text }
    : `${file.name} is not text. Give what a command printed.`;
}
