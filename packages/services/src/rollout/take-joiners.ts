import { type DueRollout, joinMembers, lookForJoinersAt, type Queryable, sql } from '@teredo-fleet/db';
import { placeLateJoiner } from '@teredo-fleet/rollout';
import { definitionOf, fitsOf } from '../plan/membership';
import { type PlannedPlan, plannedPlanSchema } from '../plan/planned-plan';
import { type TargetedMachine, targetQuery } from '../plan/target';
import { querySettings } from '../settings/settings-store';

/** How often a live target is looked at, and how many join in one look: they come one by one, not by the thousand. */
const LOOK_MS = 30_000;
const AT_ONCE = 200;

const isLive = (plan: unknown): boolean =>
  (plan as { target?: { mode?: unknown } } | null)?.target?.mode === 'live';

async function joiners(
  db: Queryable,
  { id, scopeId, now }: DueRollout,
  plan: PlannedPlan,
): Promise<TargetedMachine[]> {
  const { observeSeconds } = (await querySettings(db)).intervals;
  const query = targetQuery(plan, {
    scopeId,
    now,
    observeSeconds,
    where: [
      sql`not exists (select from rollout_member b where b.rollout_id = ${id}::uuid and b.machine_id = m.id)`,
    ],
  });
  const fitting = sql`select * from (${query}) as t where not (true = any (t.excluded)) limit ${AT_ONCE}`;
  const { rows } = await db.query<TargetedMachine>(fitting.text, fitting.values as unknown[]);
  return rows;
}

/**
 * Takes machines that fit a live target since into the first unopened wave that takes them, else into the late pool
 * (SPEC W6 of packages/rollout), at a modest pace. Gives how many joined.
 */
export async function takeJoiners(db: Queryable, rollout: DueRollout): Promise<number> {
  const { id, scopeId, now, joinersAt, waves } = rollout;
  if (rollout.state !== 'running' || !isLive(rollout.plan) || (joinersAt !== null && joinersAt > now))
    return 0;
  const reading = plannedPlanSchema.safeParse(rollout.plan);
  if (!reading.success) return 0;
  const plan = reading.data;
  await lookForJoinersAt(db, id, new Date(now.getTime() + LOOK_MS));
  const standing = waves.map(({ name, openedAt }) => ({
    definition: definitionOf(plan.waves.find((wave) => wave.name === name)!),
    opened: openedAt !== null,
  }));
  const members = (await joiners(db, rollout, plan)).map((machine) => {
    const place = placeLateJoiner({ fits: fitsOf(plan, machine) }, standing);
    return place === 'late-pool'
      ? { machineId: machine.id, wave: null, reason: { kind: 'joined' } }
      : { machineId: machine.id, ...place };
  });
  return joinMembers(db, { rolloutId: id, scopeId, members });
}
