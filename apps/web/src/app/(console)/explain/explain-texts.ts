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

/** As much as the terminal's program takes. */
const SIZE_CAP = 8 * 1024 * 1024;

/** Reads a file's text, or says in words why it is none. */
export async function readGivenFile(file: File): Promise<GivenText | string> {
  if (file.size > SIZE_CAP)
    return `${file.name} is larger than 8 MB. Keep the part about Teredo, and give that.`;
  const { text } = decodeConsoleBytes(new Uint8Array(await file.arrayBuffer()), null);
  if (text.trim() === '') return `${file.name} is empty.`;
  return isPrintedText(text)
    ? { name: file.name, text }
    : `${file.name} is not text. Give what a command printed.`;
}
