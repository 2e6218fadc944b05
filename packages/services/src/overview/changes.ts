import { type Call, defineQuery } from '../core/define-verb';
import { iso } from '../core/instants';
import { requireUser } from '../core/require-user';
import { knownRules } from '../finding/known-rules';
import type { OverviewChange } from '../views';
import { MOST_OF_A_KIND } from './change-words';
import { rolloutChanges } from './changed-rollouts';
import { alertChanges, findingChanges, machineChanges, settingChanges } from './changed-things';
import { lookNow, storedVisit } from './stored-visit';
import { afterLook, type Look } from './visit-time';

const byTime = (a: OverviewChange, b: OverviewChange): number => (b.at ?? '9').localeCompare(a.at ?? '9');

async function changesSince(call: Call, then: Look, now: Look): Promise<OverviewChange[][]> {
  return [
    await rolloutChanges(call, then, 'rollout'),
    await rolloutChanges(call, then, 'repair'),
    await machineChanges(call, then),
    findingChanges(then, now, await knownRules(call)),
    await alertChanges(call, then),
    await settingChanges(call, then),
  ];
}

/** What is otherwise since the visit before this one, for whoever asks. It moves nothing: `overview.visit` does. */
export const readChanges = defineQuery('overview.changes', async (call) => {
  const at = iso(call.now);
  const look = await lookNow(call);
  const { previous } = afterLook(await storedVisit(call, requireUser(call.actor).id), look);
  if (previous === null) return { at, since: null, changes: [], more: false };
  const kinds = await changesSince(call, previous, look);
  return {
    at,
    since: iso(previous.at),
    changes: kinds.flatMap((kind) => kind.slice(0, MOST_OF_A_KIND)).sort(byTime),
    more: kinds.some((kind) => kind.length > MOST_OF_A_KIND),
  };
});
