/** The text at a place of a list, or what a group of a pattern took; empty where there is none. */
export function textAt(texts: ArrayLike<string> | null, index: number): string {
  return texts?.[index] ?? '';
}
