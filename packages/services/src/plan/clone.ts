import type { Prisma } from '@teredo-fleet/db';
import { planHash } from '../change/change-plan';
import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { findPlan, hexOf, withDefaults, writtenDraft } from './stored-plan';

/** A new draft that says the same, but for its times. Its machines are found anew. */
export const cloneRollout = defineChange('rollout.clone', async (call, { id, name }) => {
  const author = requireUser(call.actor);
  const origin = await findPlan(call, id);
  const { startAt: _start, endAt: _end, ...draft } = await writtenDraft(call, origin);
  const plan = withDefaults(draft);
  const hash = new Uint8Array(planHash(plan));
  const { scopeId } = origin;
  const made = await call.tx.rollout.create({
    data: {
      scopeId,
      name,
      kind: 'planned',
      state: 'draft',
      plan: plan as Prisma.InputJsonObject,
      planHash: hash,
      authorId: author.id,
      editorIds: [author.id],
      createdAt: call.now,
    },
    select: { id: true },
  });
  return {
    result: { id: made.id },
    entries: [
      entry({ kind: 'rollout', id: made.id, name }, scopeId, {
        after: { state: 'draft', planHash: hexOf(hash), clonedFrom: id },
      }),
    ],
    wake: [],
    changed: [`rollout:${made.id}`],
  };
});
