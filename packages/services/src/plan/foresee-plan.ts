import type { Call } from '../core/define-verb';
import type { RolloutPreview } from '../views';
import { foreseenHolds } from './gate-hold';
import { lookAhead } from './look-ahead';
import { noProspects } from './preview-fold';
import { hexOf, type PlanRow } from './stored-plan';

/** What a plan would do, wave by wave, by the agent's own `plan()` on what was last seen of each machine. Writes nothing. */
export async function foreseePlan(call: Call, row: PlanRow): Promise<RolloutPreview> {
  const planHash = hexOf(row.planHash);
  const look = await lookAhead(call, row);
  if (!look.ok) {
    return { planHash, targeted: 0, waves: [], unassigned: 0, groups: [], faults: look.faults };
  }
  const { plan, members, fold } = look.ahead;
  const last = members.waves.length - 1;
  const made = new Map(
    members.waves.map(({ name, wave: { gate } }, index) => {
      const outlook = fold.outlooks[index]!;
      // Nothing waits for the last one.
      const foreseen = index === last ? [] : foreseenHolds(gate, outlook);
      return [name, { counts: fold.waves[index]!, outOfContact: outlook.away, foreseen }];
    }),
  );
  const byPlan = members.members.filter(({ excluded }) => excluded !== null && excluded.kind !== 'no-wave');
  return {
    planHash,
    targeted: members.members.length - byPlan.length,
    waves: plan.waves.map(({ name }) => ({
      name,
      leftOut: !made.has(name),
      ...(made.get(name) ?? { counts: noProspects(), outOfContact: 0, foreseen: [] }),
    })),
    unassigned: fold.unassigned,
    groups: fold.groups,
    faults: [],
  };
}
