/** How many letters have to be put in, taken out or changed to make one word of another. */
export function wordDistance(one: string, other: string): number {
  let row: number[] = [];
  for (let j = 0; j <= other.length; j += 1) row.push(j);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = one.charAt(i - 1) === other.charAt(j - 1) ? 0 : 1;
      next.push(
        Math.min((next[j - 1] as number) + 1, (row[j] as number) + 1, (row[j - 1] as number) + change),
      );
    }
    row = next;
  }
  return row[other.length] as number;
}

const LONGEST = 64;

/** The end of a name, after its last dot: what people remember of it. */
function lastPart(name: string): string {
  return name.substring(name.lastIndexOf('.') + 1);
}

/** The word that was probably meant; null: none is near. */
export function nearWord(given: string, words: string[]): string | null {
  const wanted = given.toLowerCase();
  if (wanted === '' || wanted.length > LONGEST) return null;
  let best: string | null = null;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const word of words) {
    const name = word.toLowerCase();
    const distance = lastPart(name) === wanted ? 1 : wordDistance(wanted, name);
    if (distance < least) {
      best = word;
      least = distance;
    }
  }
  return best;
}
