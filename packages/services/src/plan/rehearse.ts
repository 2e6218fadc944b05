import { emptyCounts, type RehearsedMachine, rehearse } from '@teredo-fleet/rollout';
import { defineQuery } from '../core/define-verb';
import { iso } from '../core/instants';
import { lookAhead } from './look-ahead';
import type { MemberProspect } from './preview-fold';
import { rehearsalView } from './rehearsal-view';
import { findPlan, hexOf } from './stored-plan';

/** Nobody knows what one that was never observed would do: the rehearsal lets it change. */
const rehearsed = ({ wave, kind }: MemberProspect): RehearsedMachine => ({
  wave,
  prospect: kind === 'unknown' ? 'will-change' : kind,
});

/**
 * The exact plan on a simulated copy of its machines, in simulated time, by the engine that would run it. Writes nothing.
 */
export const rehearseRollout = defineQuery('rollout.rehearse', async (call, { id, assumptions }) => {
  const row = await findPlan(call, id);
  const planHash = hexOf(row.planHash);
  const look = await lookAhead(call, row);
  if (!look.ok) {
    const at = iso(call.now);
    return {
      planHash,
      ending: 'stuck' as const,
      startedAt: at,
      endedAt: at,
      text: 'The plan can’t be rehearsed until what is missing or wrong in it is put right.',
      events: [],
      waves: [],
      latePool: emptyCounts(),
      waits: [],
      holds: [],
      unknown: 0,
      faults: look.faults,
    };
  }
  const { plan, members, fold } = look.ahead;
  const startAt = Math.max(plan.startAt ?? 0, call.now.getTime());
  const rehearsal = rehearse(
    {
      waves: members.waves.map(({ wave: { gate, patienceSeconds } }) => ({ gate, patienceSeconds })),
      limits: plan.limits,
      startAt,
      endAt: plan.endAt,
    },
    fold.prospects.map(rehearsed),
    assumptions,
  );
  return {
    planHash,
    ...rehearsalView(rehearsal, { names: members.waves.map(({ name }) => name), startAt }),
    unknown: fold.prospects.filter(({ kind }) => kind === 'unknown').length,
    faults: [],
  };
});
