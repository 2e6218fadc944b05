import {
  DEFAULT_ROUTE_COMMAND,
  hasAnsweredPing,
  pingWitnessCommand,
  readDefaultRoute,
} from '@teredo-fleet/teredo';
import type { Witness } from '../platform';
import { ProgramError } from '../spawn';
import type { RunWindows } from '../spawn-windows';

/** Witnesses asked with ping. */
export function createWindowsWitness(run: RunWindows): Witness {
  async function defaultGateway(): Promise<string | null> {
    const { bytes } = await run(DEFAULT_ROUTE_COMMAND);
    return readDefaultRoute(Buffer.from(bytes).toString('latin1'));
  }

  async function pings(address: string): Promise<boolean> {
    const command = pingWitnessCommand(address);
    if (command === null) return false;
    const { bytes } = await run(command);
    return hasAnsweredPing(Buffer.from(bytes).toString('latin1'), address);
  }

  return {
    async answers(address) {
      try {
        const target = address === 'default-gateway' ? await defaultGateway() : address;
        return target !== null && (await pings(target));
      } catch (error) {
        if (error instanceof ProgramError) return false;
        throw error;
      }
    },
  };
}
