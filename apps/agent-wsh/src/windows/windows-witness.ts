import {
  DEFAULT_ROUTE_COMMAND,
  hasAnsweredPing,
  pingWitnessCommand,
  readDefaultRoute,
} from '@teredo-fleet/teredo';
import type { ProcessRunner } from '../host/processes';
import { textOfBytes } from '../host/text-of-bytes';
import type { JobMachine } from '../jobs/job-parts';

/** Asks a witness with ping. A machine on which that can't be run has no answer. */
export function createWindowsWitness(runner: ProcessRunner): JobMachine['answers'] {
  const defaultGateway = (): string | null =>
    readDefaultRoute(textOfBytes(runner.run(DEFAULT_ROUTE_COMMAND).output));

  function pings(address: string): boolean {
    const command = pingWitnessCommand(address);
    return command !== null && hasAnsweredPing(textOfBytes(runner.run(command).output), address);
  }

  return (address) => {
    try {
      const target = address === 'default-gateway' ? defaultGateway() : address;
      return target !== null && pings(target);
    } catch (_error) {
      // A program that was given up still runs, and nothing is run beside it.
      return false;
    }
  };
}
