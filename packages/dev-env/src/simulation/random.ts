import type { Random } from '@teredo-fleet/platform/simulator';

export {
  between,
  hex,
  makePlainMachine,
  pick,
  type Random,
  type SimulatedMachine,
  seededRandom,
} from '@teredo-fleet/platform/simulator';

export const chance = (random: Random, share: number): boolean => random() < share;

export const listOf = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));
