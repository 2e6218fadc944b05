import type { Prisma } from '@teredo-fleet/db';
import { planHash } from '../change/change-plan';
import { entry } from '../core/audit-entry';
import type { UserActor } from '../core/context';
import { type Call, type Change, defineChange, unchanged } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import type { ParsedInput } from '../inputs';
import { chooseScope } from '../scope/choose-scope';
import { hexOf, lockPlan, type PlanRow, refuseInState, refuseOtherPlan, withDefaults } from './stored-plan';

type Input = ParsedInput<'rollout.saveDraft'>;
type Written = ReturnType<typeof writtenPlan>;
type Saved = { id: string; planHash: string };

function writtenPlan(draft: Input['draft']) {
  const plan = withDefaults(draft);
  return { plan: plan as Prisma.InputJsonObject, planHash: new Uint8Array(planHash(plan)) };
}

function saved(
  row: { id: string; scopeId: string; name: string; planHash: Uint8Array },
  before: unknown,
): Change<Saved> {
  const { id, scopeId, name } = row;
  const hash = hexOf(row.planHash);
  return {
    result: { id, planHash: hash },
    entries: [
      entry({ kind: 'rollout', id, name }, scopeId, {
        before,
        after: { state: 'draft', name, planHash: hash },
      }),
    ],
    wake: [],
    changed: [`rollout:${id}`],
  };
}

async function saveNew(call: Call, { name, draft, scopeId }: Input, author: UserActor) {
  const scope = await chooseScope(call.tx, call.scopes, scopeId);
  const row = await call.tx.rollout.create({
    data: {
      scopeId: scope.id,
      name,
      kind: 'planned',
      state: 'draft',
      ...writtenPlan(draft),
      authorId: author.id,
      editorIds: [author.id],
      createdAt: call.now,
    },
    select: { id: true, scopeId: true, name: true, planHash: true },
  });
  return saved(row, null);
}

/** Such a save came before and its answer was lost: sent again it overwrites nothing of anybody. */
const standsAlready = (row: PlanRow, name: string, written: Written): boolean =>
  row.state === 'draft' && row.name === name && hexOf(row.planHash) === hexOf(written.planHash);

const hadAPart = (row: PlanRow, author: UserActor): boolean => row.editorIds.includes(author.id);

/**
 * Keeps a plan on its way. A plan that was submitted or approved is a draft again by it: its approvals are void and its
 * members are found anew when it is submitted. Nobody who saved a part of a plan may approve it.
 */
export const saveDraft = defineChange('rollout.saveDraft', async (call, input) => {
  const author = requireUser(call.actor);
  const { id, name, draft, seen } = input;
  if (id === undefined) return saveNew(call, input, author);
  const row = await lockPlan(call, id);
  refuseInState('edit', row);
  const written = writtenPlan(draft);
  if (standsAlready(row, name, written)) {
    if (hadAPart(row, author)) return unchanged({ id, planHash: hexOf(row.planHash) });
  } else if (seen !== undefined) refuseOtherPlan(row, seen);
  if (row.state !== 'draft') {
    await call.tx.rollout.update({
      where: { id },
      data: { state: 'draft', wakeAt: null },
      select: { id: true },
    });
  }
  const next = await call.tx.rollout.update({
    where: { id },
    data: { name, ...written, editorIds: [...new Set([...row.editorIds, author.id])] },
    select: { id: true, scopeId: true, name: true, planHash: true },
  });
  return saved(next, { state: row.state, name: row.name, planHash: hexOf(row.planHash) });
});
