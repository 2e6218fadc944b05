/** A value that was there and was not understood: its fact is `unknown` (or null), and this is what stood there. */
export interface NotUnderstood {
  /** Name of the fact in the reading, as `state`. */
  field: string;
  /** Raw text, at most RAW_TEXT_CAP characters. */
  text: string;
}

export const RAW_TEXT_CAP = 200;

export function notUnderstood(field: string, text: string): NotUnderstood {
  return { field, text: text.slice(0, RAW_TEXT_CAP) };
}
