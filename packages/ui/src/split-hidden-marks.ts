/** A piece of a text: as it is, or one character that would not be seen or would turn round what is read. */
export interface TextPiece {
  text: string;
  /** The character's number, `U+202E`, where it is one of those; null elsewhere. */
  mark: string | null;
}

/**
 * Controls but tab and line ends, what sets the direction of writing, and what takes no room (Unicode, Cc and Cf), but
 * the two joiners that Persian and Indic words are written with.
 */
const HIDDEN = /[^\P{Cc}\t\n\r]|[^\P{Cf}\u200c\u200d]/gu;

/** Splits a text at its hidden characters, so that each can be shown. Most texts have none and come back as one piece. */
export function splitHiddenMarks(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const { 0: character, index } of text.matchAll(HIDDEN)) {
    if (index > from) pieces.push({ text: text.slice(from, index), mark: null });
    pieces.push({ text: character, mark: nameOf(character) });
    from = index + character.length;
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from), mark: null });
  return pieces;
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
