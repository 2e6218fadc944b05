/** Each text once, in the order of their first occurrence; work grows with their number only. */
export function uniqueTexts(texts: string[]): string[] {
  const seen: { [key: string]: boolean } = {};
  const unique: string[] = [];
  for (const text of texts) {
    const key = `=${text}`;
    if (seen[key] === true) continue;
    seen[key] = true;
    unique.push(text);
  }
  return unique;
}
