import { inPoolTransaction, notify, type Queryable, tallyTeredoServers } from '@teredo-fleet/db';
import { freshMsFor } from '@teredo-fleet/teredo';
import type { MachineContext } from '../core/context';
import { querySettings } from '../settings/settings-store';
import { foldMachineServers, mayHaveMore } from './fold-machine-servers';

const EVERYTHING = { scopes: '*', userId: null } as const;

async function tally(db: Queryable): Promise<void> {
  const { intervals } = await querySettings(db);
  const changed = await tallyTeredoServers(db, freshMsFor(intervals.observeSeconds) / 1000);
  if (changed.length > 0) await notify(db, 'teredo_changed', ['teredoServer']);
}

/** Brings what agents measured of Teredo servers up to date, in portions, each a transaction of its own. */
export async function foldTeredoServers(pool: MachineContext['pool']): Promise<void> {
  let folded: number;
  do folded = await inPoolTransaction(pool, EVERYTHING, foldMachineServers);
  while (mayHaveMore(folded));
  await inPoolTransaction(pool, EVERYTHING, tally);
}
