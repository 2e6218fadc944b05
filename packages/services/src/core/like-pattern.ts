/** Words for `like` in which a person's own %, _ and \ mean themselves; Prisma's `contains` takes them so too. */
export function literalPattern(words: string): string {
  return words.replace(/[\\%_]/g, '\\$&');
}

/** A pattern for `like` that matches what contains these words. */
export function containsPattern(words: string): string {
  return `%${literalPattern(words)}%`;
}
