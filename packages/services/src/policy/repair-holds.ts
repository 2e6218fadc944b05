import { type Queryable, readPlannedRollout } from '@teredo-fleet/db';
import { holdsForPerson, holdText } from '@teredo-fleet/rollout';
import { utcText } from '../core/utc-text';
import { isUnjudgeable, readStanding } from '../rollout/rollout-standing';

/** What holds a repair that runs until a person does something about it, each in its sentence. */
export async function repairHolds(db: Queryable, repairId: string): Promise<string[]> {
  const repair = await readPlannedRollout(db, repairId);
  if (repair?.state !== 'running') return [];
  try {
    const holds = holdsForPerson(await readStanding(db, repair), repair.now.getTime());
    return holds.map((hold) => holdText(hold, utcText));
  } catch (error) {
    // The engine pauses such a one, and that is told.
    if (isUnjudgeable(error)) return [];
    throw error;
  }
}
