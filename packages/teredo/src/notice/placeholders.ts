/** What stands for a placeholder, alike for every machine of a rollout: receipts of all machines name one hash a language. */
export interface NoticeValues {
  /** Whom to ask: name and e-mail of who wrote the plan. */
  contact: string;
  /** Name of the organisation, of the settings. */
  organisation: string;
  /** Name of the rollout. */
  rollout: string;
}

export type Placeholder = keyof NoticeValues;

export const PLACEHOLDERS: readonly Placeholder[] = ['contact', 'organisation', 'rollout'];

/** A piece of a text: words, a placeholder, or a brace that is part of none. */
export type TextPart =
  | { kind: 'words'; text: string }
  | { kind: 'placeholder'; name: Placeholder }
  | { kind: 'unknown'; text: string }
  | { kind: 'malformed'; text: string };

const BRACED = /\{[^{}]*\}|[{}]/g;

/** As much of something wrong as a sentence needs. */
const SHOWN = 40;

function partOf(text: string): TextPart {
  if (text.length === 1) return { kind: 'malformed', text: text };
  const name = text.slice(1, -1);
  for (let index = 0; index < PLACEHOLDERS.length; index += 1) {
    const known = PLACEHOLDERS[index] as Placeholder;
    if (known === name) return { kind: 'placeholder', name: known };
  }
  return { kind: 'unknown', text: text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text };
}

/** Splits a text at its braces. */
export function splitPlaceholders(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  text.replace(BRACED, (match: string, at: number) => {
    if (at > from) parts.push({ kind: 'words', text: text.slice(from, at) });
    parts.push(partOf(match));
    from = at + match.length;
    return match;
  });
  if (from < text.length) parts.push({ kind: 'words', text: text.slice(from) });
  return parts;
}

/** A value is one line: it came from elsewhere and gives a notice no shape. */
function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ');
}

/** The text with every placeholder's value in its place, as it stands: braces in a value are no placeholder. */
export function fillPlaceholders(text: string, values: NoticeValues): string {
  return splitPlaceholders(text)
    .map((part) => (part.kind === 'placeholder' ? oneLine(values[part.name]) : part.text))
    .join('');
}

/** The placeholders that stand in a text, each once. */
export function placeholdersOf(text: string): Placeholder[] {
  const parts = splitPlaceholders(text);
  return PLACEHOLDERS.filter((name) =>
    parts.some((part) => part.kind === 'placeholder' && part.name === name),
  );
}
