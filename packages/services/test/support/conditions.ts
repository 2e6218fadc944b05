import type { Judging, ReadConditions } from '../../src';
import { querySettings } from '../../src/settings/settings-store';
import type { TestFleet } from './fleet';

/** What is so of one kind, as the engine finds it in a fleet that nobody set anything of. */
export async function conditionsOf(
  fleet: TestFleet,
  read: ReadConditions,
  rest: Partial<Pick<Judging, 'now'>> = {},
) {
  const db = fleet.database.pool('engine');
  return (await read({ db, now: new Date(), settings: await querySettings(db), open: [], ...rest }))!;
}
