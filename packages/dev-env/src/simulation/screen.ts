import { promise } from './broken-promise';
import type { People } from './people';
import { same } from './promises';
import { recountAll } from './recount';
import type { TrackedRollout } from './tracked-rollout';

/** What a person sees of a rollout is what happened: the verb that its page calls, held against a recount. */
export async function compareWithScreen(
  people: People,
  { id, ledger, promises }: TrackedRollout,
  nowMs: number,
): Promise<void> {
  const view = await people.call(people.admin, 'rollout.get', { id });
  promise(view !== null, () => `the screen shows nothing of ${id}`);
  same('the state on the screen', view!.state, ledger.state);
  const { planned } = view!;
  same('whether the screen shows waves', planned !== null, ledger.isLaidOut);
  if (planned === null) return;
  const { waves, latePool, totals, unknown, brake } = planned;
  promises.counted({ waves: waves.map(({ counts }) => counts), latePool }, nowMs);
  const all = recountAll(ledger, nowMs);
  same('the totals on the screen', totals, all);
  same('the unknown on the screen', unknown, all.unreached + all.provisional);
  same('the brake on the screen', brake, ledger.house.brake);
  same(
    'the open waves on the screen',
    waves.map(({ openedAt }) => openedAt !== null),
    ledger.waves.map(({ openedAt }) => openedAt !== null),
  );
}
