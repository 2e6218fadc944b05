import type { DraftWave } from './shapes';
import { usualWave } from './usual-plan';

/** With one more wave, before the one that takes the rest. */
export function addWave(waves: readonly DraftWave[]): DraftWave[] {
  const rest = waves.at(-1)?.selection.kind === 'rest' ? waves.slice(-1) : [];
  const before = waves.slice(0, waves.length - rest.length);
  return [...before, freshWave(waves), ...rest];
}

/** A name that no other wave has. */
function freshWave(waves: readonly DraftWave[]): DraftWave {
  const names = new Set(waves.map(({ name }) => name.toLowerCase()));
  let number = Math.max(1, waves.length);
  while (names.has(`wave ${number}`)) number += 1;
  return usualWave(number);
}

/** With a wave one place further; at an end it stays where it is. */
export function moveWave(waves: readonly DraftWave[], from: number, by: -1 | 1): DraftWave[] {
  const moved = [...waves];
  const [wave] = moved.splice(from, 1);
  const to = Math.min(Math.max(from + by, 0), moved.length);
  if (wave) moved.splice(to, 0, wave);
  return moved;
}
