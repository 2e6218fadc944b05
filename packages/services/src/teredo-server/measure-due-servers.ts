import { claimDueServers, inPoolTransaction, notify, storeServerMeasured } from '@teredo-fleet/db';
import { isAnswer } from '@teredo-fleet/teredo';
import type { MachineContext } from '../core/context';
import { type AskServerPorts, askServer } from './ask-server';

const EVERYTHING = { scopes: '*', userId: null } as const;

/** From one measurement of a server to the next; each is up to a fifth sooner or later. */
export const MEASURE_EVERY_SECONDS = 900;
/** Servers asked at once: with three solicitations to each address, at most 24 packets a round. */
export const ASKED_AT_ONCE = 4;

export interface MeasuringContext extends AskServerPorts {
  pool: MachineContext['pool'];
  /** When it is aborted, what was not heard by then is no result. */
  signal: AbortSignal;
}

/** One round of this server's own measurements: those that people want now, then those that are due. */
export async function measureDueServers({ pool, signal, ...ports }: MeasuringContext): Promise<number> {
  const limits = { everySeconds: MEASURE_EVERY_SECONDS, limit: ASKED_AT_ONCE };
  const due = await inPoolTransaction(pool, EVERYTHING, (db) => claimDueServers(db, limits));
  await Promise.all(
    due.map(async (target) => {
      const asked = await askServer(ports, target);
      if (signal.aborted) return;
      await inPoolTransaction(pool, EVERYTHING, async (db) => {
        await storeServerMeasured(db, { name: target.name, ...asked, answered: isAnswer(asked.outcome) });
        await notify(db, 'teredo_changed', ['teredoServer']);
      });
    }),
  );
  return due.length;
}
