import { textAt } from '../text/text-at';
/** Lines that belong together: between empty lines, or one value of JSON. */
export interface Paragraph {
  lines: string[];
  /** Place of the first line among those it was cut from. */
  at: number;
  isJson: boolean;
}

const OPENS_JSON = /^\s{0,80}(?:\{|\[\s{0,80}(?:$|[{["\]0-9-]))/;
/** As many values may stand open before it is given up: each costs a look at the rest. */
const OPEN_CAP = 4;

interface Depth {
  depth: number;
  inString: boolean;
}

function walk(state: Depth, line: string): void {
  for (let index = 0; index < line.length; index += 1) {
    const character = line.charAt(index);
    if (state.inString) {
      if (character === '\\') index += 1;
      else if (character === '"') state.inString = false;
    } else if (character === '"') state.inString = true;
    else if (character === '[' || character === '{') state.depth += 1;
    else if (character === ']' || character === '}') state.depth -= 1;
  }
}

/** The line in which the value ends that begins in a line, or -1 when it never does. */
function endOfJson(lines: string[], start: number): number {
  const state: Depth = { depth: 0, inString: false };
  for (let index = start; index < lines.length; index += 1) {
    walk(state, textAt(lines, index));
    if (state.depth <= 0) return index;
  }
  return -1;
}

/** Cuts lines into paragraphs; empty lines are in none, but for those within JSON. */
export function cutIntoParagraphs(lines: string[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let current: Paragraph | null = null;
  let open = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const line = textAt(lines, index);
    const end = open < OPEN_CAP && OPENS_JSON.test(line) ? endOfJson(lines, index) : index - 1;
    if (end === -1) open += 1;
    if (end >= index) {
      paragraphs.push({ lines: lines.slice(index, end + 1), at: index, isJson: true });
      current = null;
      index = end;
    } else if (line.trim() === '') current = null;
    else if (current === null) {
      current = { lines: [line], at: index, isJson: false };
      paragraphs.push(current);
    } else current.lines.push(line);
  }
  return paragraphs;
}
