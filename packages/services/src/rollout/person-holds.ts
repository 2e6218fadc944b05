import { type Queryable, readPlannedRollout } from '@teredo-fleet/db';
import { dueSince, holdsForPerson, holdText } from '@teredo-fleet/rollout';
import { utcText } from '../core/utc-text';
import { isUnjudgeable, readStanding } from './rollout-standing';

/** A hold that a person has to do something about. */
export interface PersonHold {
  text: string;
  /** Of a step that was planned: since when it is due, milliseconds since 1970. Null: nobody planned it. */
  dueSince: number | null;
}

/** What somebody planned says since when, so that its words stay as they are. */
export const personHoldText = ({ text, dueSince }: PersonHold): string =>
  dueSince === null ? text : `${text.replace(/\.$/, '')}, since ${utcText(dueSince)}.`;

/** A plan that nobody has approved, since it was submitted or changed. */
export const unapprovedHold = (since: Date): PersonHold => ({
  text: 'Its plan waits for somebody to approve it.',
  dueSince: since.getTime(),
});

/** What holds a rollout that runs until a person does something about it. */
export async function personHolds(db: Queryable, rolloutId: string): Promise<PersonHold[]> {
  const rollout = await readPlannedRollout(db, rolloutId);
  if (rollout?.state !== 'running') return [];
  try {
    const standing = await readStanding(db, rollout);
    return holdsForPerson(standing, rollout.now.getTime()).map((hold) => ({
      text: holdText(hold, utcText),
      dueSince: dueSince(standing, hold),
    }));
  } catch (error) {
    // The engine pauses such a one, and that is told.
    if (isUnjudgeable(error)) return [];
    throw error;
  }
}
