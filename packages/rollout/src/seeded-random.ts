/** A stream of whole numbers from 0 to below `limit`, the same for the same seed. Not for secrets. */
export function seededBelow(seed: number): (limit: number) => number {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  return (limit) => {
    // Xorshift with 32 bits of state (Marsaglia 2003).
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
