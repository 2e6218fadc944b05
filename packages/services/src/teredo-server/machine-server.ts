import { type Observation, serverOfMachine } from '@teredo-fleet/teredo';
import type { Call } from '../core/define-verb';
import type { MachineTeredoServer } from '../views';
import { entryOf, readDirectory } from './directory';
import { addressesMeasured, healthOf, readMeasurements } from './measurements';

/** The server a machine has, beside what is known of it; null where it has none or that isn't known. */
export async function machineServer(
  { tx, now }: Call,
  observation: Observation | null,
): Promise<MachineTeredoServer | null> {
  if (observation === null) return null;
  const { name, by, inUse } = serverOfMachine(observation);
  if (name === null) return null;
  const measurements = await readMeasurements(tx);
  const entry = entryOf(await readDirectory(tx, addressesMeasured(measurements)), name);
  const judged = {
    name: entry?.name ?? name,
    names: [...new Set([entry?.name ?? name, ...(entry?.addresses ?? []), name])],
    listedDead: entry?.known?.standing === 'dead',
  };
  return {
    name,
    listedAs: entry?.name ?? null,
    byDefault: by === 'windows-default',
    inUse,
    health: healthOf(measurements, judged, now),
  };
}
