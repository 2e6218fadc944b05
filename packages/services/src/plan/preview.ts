import { defineQuery } from '../core/define-verb';
import { lookAhead } from './look-ahead';
import { noProspects } from './preview-fold';
import { findPlan, hexOf } from './stored-plan';

/**
 * What a plan would do, wave by wave, by the agent's own `plan()` on what was last seen of each machine. Writes nothing.
 */
export const previewRollout = defineQuery('rollout.preview', async (call, { id }) => {
  const row = await findPlan(call, id);
  const planHash = hexOf(row.planHash);
  const look = await lookAhead(call, row);
  if (!look.ok) {
    return { planHash, targeted: 0, waves: [], unassigned: 0, groups: [], faults: look.faults };
  }
  const { plan, members, fold } = look.ahead;
  const made = new Map(members.waves.map(({ name }, index) => [name, fold.waves[index]!]));
  const byPlan = members.members.filter(({ excluded }) => excluded !== null && excluded.kind !== 'no-wave');
  return {
    planHash,
    targeted: members.members.length - byPlan.length,
    waves: plan.waves.map(({ name }) => ({
      name,
      leftOut: !made.has(name),
      counts: made.get(name) ?? noProspects(),
    })),
    unassigned: fold.unassigned,
    groups: fold.groups,
    faults: [],
  };
});
