/** A stream of numbers in [0, 1) that is the same for the same seed (mulberry32). Not for secrets. */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from `least` to `most`, both included. */
export function between(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** One of several, each as likely as its weight says. */
export function pick<Kind>(
  random: Random,
  choices: readonly (readonly [weight: number, kind: Kind])[],
): Kind {
  const total = choices.reduce((sum, [weight]) => sum + weight, 0);
  let left = random() * total;
  for (const [weight, kind] of choices) {
    left -= weight;
    if (left < 0) return kind;
  }
  return choices[choices.length - 1]![1];
}

/** `bytes` bytes as lower-case hex. */
export function hex(random: Random, bytes: number): string {
  return Array.from({ length: bytes }, () => between(random, 0, 255).toString(16).padStart(2, '0')).join('');
}
