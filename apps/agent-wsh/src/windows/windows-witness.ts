import { nextWitnessStep } from '@teredo-fleet/teredo';
import type { ProcessRunner } from '../host/processes';
import { textOfBytes } from '../host/text-of-bytes';
import type { JobMachine } from '../jobs/job-parts';

/** Asks a witness with ping. A machine on which that can't be run has no answer. */
export function createWindowsWitness(runner: ProcessRunner): JobMachine['answers'] {
  function ask(address: string): boolean {
    const said: string[] = [];
    for (;;) {
      const next = nextWitnessStep(address, said);
      if (typeof next === 'boolean') return next;
      said.push(textOfBytes(runner.run(next).output));
    }
  }

  return (address) => {
    try {
      return ask(address);
    } catch (_error) {
      // A program that was given up still runs, and nothing is run beside it.
      return false;
    }
  };
}
