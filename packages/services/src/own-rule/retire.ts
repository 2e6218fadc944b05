import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { ConflictError } from '../errors';
import { findOwnRule } from './find-own-rule';
import { requireRuleScope } from './save';

/** Ends a rule: it is asked no more, and what it said so far is kept. */
export const retireOwnRule = defineChange('ownRule.retire', async (call, { id, reason }) => {
  const { tx, scopes, now } = call;
  const { id: by } = requireUser(call.actor);
  await tx.$queryRaw`select id from own_rule where id = ${id} for update`;
  const rule = await findOwnRule(call, id);
  requireRuleScope(scopes, rule.scopeId);
  if (rule.retiredAt !== null) throw new ConflictError('This rule was retired already. Nothing was changed.');
  await tx.ownRule.update({
    where: { id },
    data: {
      retiredById: by,
      retiredAt: now,
      retireReason: reason,
      revision: rule.revision + 1,
      judgedAt: null,
      judgedTo: null,
      judged: 0,
      toJudge: 0,
    },
    select: { id: true },
  });
  const { version, asks, appliesWhen } = rule;
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'ownRule', id, name: rule.title }, rule.scopeId, {
        before: { version, appliesWhen, asks },
        reason,
      }),
    ],
    wake: [],
    changed: ['finding'],
  };
});
