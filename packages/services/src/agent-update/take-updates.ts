import {
  inPoolTransaction,
  lockRunningUpdate,
  offerUpdate,
  openUpdates,
  runningUpdate,
  startUpdates,
  updateConcerns,
} from '@teredo-fleet/db';
import type { Pool } from 'pg';
import { updateRoom } from './update-room';

/** A release for one machine: to be fetched, or with `install` to be put in place now. */
export interface UpdateForMachine {
  machineId: string;
  updateId: string;
  payload: Uint8Array;
  signature: Uint8Array;
  install: boolean;
}

const EVERYTHING = { scopes: '*', userId: null } as const;

/**
 * What these machines, which have a session, are to be told of the update that is offered. Offers and starts are granted
 * here, under a lock on the offer and the brake: after either was changed nothing begins any more.
 */
export async function takeUpdates(pool: Pool, machineIds: readonly string[]): Promise<UpdateForMachine[]> {
  if (machineIds.length === 0 || !(await updateConcerns(pool, machineIds))) return [];
  return inPoolTransaction(pool, EVERYTHING, async (db) => {
    if (!(await lockRunningUpdate(db))) return [];
    // Counted under the lock: another gateway may just have offered it.
    const running = await runningUpdate(db);
    if (running === null) return [];
    const { room, starts, canaries } = updateRoom(running, false);
    const started = starts > 0 ? await startUpdates(db, machineIds, starts) : [];
    const open = await openUpdates(db, machineIds);
    const offered = room > 0 ? await offerUpdate(db, machineIds, { room, canaries }) : [];
    const { id: updateId, payload, signature } = running;
    const tell = (install: boolean) => (machineId: string) => ({
      machineId,
      updateId,
      payload,
      signature,
      install,
    });
    const fetching = new Set([...open, ...offered].filter((machineId) => !started.includes(machineId)));
    return [...started.map(tell(true)), ...[...fetching].map(tell(false))];
  });
}
