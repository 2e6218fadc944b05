import { type Queryable, runningPlans, unapprovedPlans } from '@teredo-fleet/db';
import { utcText } from '../../core/utc-text';
import { type PersonHold, personHolds } from '../../rollout/person-holds';
import { condition, type ReadConditions } from '../condition-source';
import type { Condition } from '../decide-alert';

const HOUR_MS = 3_600_000;

/** What somebody planned says since when, so that its words stay as they are. */
const wordsOf = ({ text, dueSince }: PersonHold): string =>
  dueSince === null ? text : `${text.replace(/\.$/, '')}, since ${utcText(dueSince)}.`;

/** `dueBefore`: what is due since then or later is no more than usual, milliseconds since 1970. */
async function heldPlans(db: Queryable, dueBefore: number): Promise<Condition[]> {
  const held: Condition[] = [];
  for (const { id, scopeId, name } of await runningPlans(db)) {
    const holds = (await personHolds(db, id)).filter(({ dueSince }) => (dueSince ?? 0) < dueBefore);
    if (holds.length === 0) continue;
    const text = holds.map(wordsOf).join(' ');
    held.push(condition('rollout-held', { subject: id, scopeId, name }, { text }));
  }
  return held;
}

async function heldApprovals(db: Queryable, dueBefore: number): Promise<Condition[]> {
  return (await unapprovedPlans(db))
    .filter(({ since }) => since.getTime() < dueBefore)
    .map(({ id, scopeId, name, since }) => {
      const text = wordsOf({ text: 'Its plan waits for somebody to approve it.', dueSince: since.getTime() });
      return condition('rollout-held', { subject: id, scopeId, name }, { text });
    });
}

/**
 * Rollouts of people that wait for a person: for a promotion or an approval, which were planned, once that took longer than
 * usual; at once for a gate that neither time nor reports move on. What a repair waits for is told of as its policy's.
 */
export const readHeldRollouts: ReadConditions = async ({ db, now, settings }) => {
  const dueBefore = now.getTime() - settings.alerts.waitHours * HOUR_MS;
  return [...(await heldPlans(db, dueBefore)), ...(await heldApprovals(db, dueBefore))];
};
