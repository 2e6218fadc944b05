import { type PlannedOne, type Queryable, runningPlans, unapprovedPlans } from '@teredo-fleet/db';
import { askedOverrideText, openAskedOverrides } from '../../rollout/asked-overrides';
import { type PersonHold, personHolds, personHoldText, unapprovedHold } from '../../rollout/person-holds';
import { condition, type Judging, type ReadConditions } from '../condition-source';
import type { Condition } from '../decide-alert';
import { dueBefore, isDue } from '../thresholds';

/** What a rollout waits for. */
interface Held {
  of: PlannedOne;
  holds: readonly PersonHold[];
}

async function heldPlans(db: Queryable): Promise<Held[]> {
  const held: Held[] = [];
  for (const of of await runningPlans(db)) held.push({ of, holds: await personHolds(db, of.id) });
  return held;
}

const heldApprovals = async (db: Queryable): Promise<Held[]> =>
  (await unapprovedPlans(db)).map(({ since, ...of }) => ({ of, holds: [unapprovedHold(since)] }));

/** Nobody asks for one in order to wait: they are told of at once. */
async function heldOverrides({ db, now }: Judging): Promise<Held[]> {
  const asked = (await openAskedOverrides(db, now)).filter(({ policy }) => policy === null);
  return asked.map(({ id, scopeId, name, ...override }) => ({
    of: { id, scopeId, name },
    holds: [{ text: askedOverrideText(override), dueSince: null }],
  }));
}

/** One a rollout, whatever it waits for. */
function conditionsOf(held: readonly Held[], before: number): Condition[] {
  const rollouts = new Map<string, { of: PlannedOne; texts: string[] }>();
  for (const { of, holds } of held) {
    const texts = holds.filter((hold) => isDue(hold, before)).map(personHoldText);
    if (texts.length > 0)
      rollouts.set(of.id, { of, texts: [...(rollouts.get(of.id)?.texts ?? []), ...texts] });
  }
  return [...rollouts.values()].map(({ of: { id, scopeId, name }, texts }) =>
    condition('rollout-held', { subject: id, scopeId, name }, { text: texts.join(' ') }),
  );
}

/**
 * Rollouts of people that wait for a person: for a promotion or an approval, which were planned, once that took longer than
 * usual; at once for a gate that neither time nor reports move on, and for a second person's word on an override of the notice.
 * What a repair waits for is told of as its policy's.
 */
export const readHeldRollouts: ReadConditions = async (judging) => {
  const { db, now, settings } = judging;
  const held = [...(await heldPlans(db)), ...(await heldApprovals(db)), ...(await heldOverrides(judging))];
  return conditionsOf(held, dueBefore(now, settings.alerts.waitHours));
};
