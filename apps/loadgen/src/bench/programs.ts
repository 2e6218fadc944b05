import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ForkedProgram, forkProgram } from '@teredo-fleet/dev-env';

const here = dirname(fileURLToPath(import.meta.url));

export type ProgramName = 'swarm' | 'raw-socket' | 'raw-upsert';

type Started<N extends readonly ProgramName[]> = { [K in keyof N]: ForkedProgram };

/** Starts programs of the benchmarks, in the order named; they lie beside this one once built. */
export function startPrograms<const N extends readonly ProgramName[]>(...names: N): Started<N> {
  return names.map((name) => forkProgram(join(here, 'bench', `${name}-main.mjs`))) as Started<N>;
}

const DESTINATIONS = 8;

/** WebSocket origins of one port, spread over destination addresses, of which each has its own range of near ports. */
export const spreadOver = (port: number): string[] =>
  Array.from({ length: DESTINATIONS }, (_, index) => `ws://127.0.0.${index + 1}:${port}`);
