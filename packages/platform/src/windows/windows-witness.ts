import { nextWitnessStep } from '@teredo-fleet/teredo';
import type { Witness } from '../platform';
import { ProgramError } from '../spawn';
import type { RunWindows } from '../spawn-windows';

/** Witnesses asked with ping. */
export function createWindowsWitness(run: RunWindows): Witness {
  async function ask(address: string): Promise<boolean> {
    const said: string[] = [];
    for (;;) {
      const next = nextWitnessStep(address, said);
      if (typeof next === 'boolean') return next;
      const { bytes } = await run(next);
      said.push(Buffer.from(bytes).toString('latin1'));
    }
  }

  return {
    async answers(address) {
      try {
        return await ask(address);
      } catch (error) {
        if (error instanceof ProgramError) return false;
        throw error;
      }
    },
  };
}
