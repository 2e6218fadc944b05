/** Words under one name. */
export interface Group {
  label: string;
  words: string[];
}

/** Words by the name that they go under, in the order of the first of each. */
export function grouped(words: readonly string[], nameOf: (word: string) => string): Group[] {
  const groups = new Map<string, string[]>();
  for (const word of words) groups.set(nameOf(word), [...(groups.get(nameOf(word)) ?? []), word]);
  return [...groups].map(([label, own]) => ({ label, words: own }));
}
