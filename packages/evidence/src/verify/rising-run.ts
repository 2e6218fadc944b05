/** Places of a longest strictly rising sequence among numbers, the places in their order. */
export function longestRising(numbers: readonly number[]): number[] {
  /** For each length the place of the smallest number that ends a rising sequence of it. */
  const ends: number[] = [];
  const before: number[] = [];
  for (const [place, number] of numbers.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[ends[middle]!]! < number) low = middle + 1;
      else high = middle;
    }
    before.push(low === 0 ? -1 : ends[low - 1]!);
    ends[low] = place;
  }
  const run: number[] = [];
  for (let place = ends.at(-1) ?? -1; place !== -1; place = before[place]!) run.push(place);
  return run.reverse();
}
