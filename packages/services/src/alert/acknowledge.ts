import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { inScopes } from '../core/scopes';
import { ConflictError, NotFoundError } from '../errors';
import { alertViews } from './alert-view';

/** Says that somebody is at it. News take that back: who said so did not know of them. */
export const acknowledgeAlert = defineChange('alert.acknowledge', async (call, { id, reason = null }) => {
  const { tx, scopes, now } = call;
  const person = requireUser(call.actor);
  await tx.$queryRaw`select id from alert where id = ${id}::uuid for update`;
  const alert = await tx.alert.findFirst({ where: { id, ...inScopes(scopes) } });
  if (alert === null) throw new NotFoundError('alert');
  if (alert.endedAt !== null)
    throw new ConflictError('This alert has ended by itself. There is nothing to take on.');
  const [view] = await alertViews(tx, [alert]);
  if (view?.acknowledged)
    throw new ConflictError(`${view.acknowledged.by} is at it already. Nothing was changed.`);
  await tx.alert.update({
    where: { id },
    data: { acknowledgedById: person.id, acknowledgedAt: now, acknowledgeReason: reason },
    select: { id: true },
  });
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'alert', id, name: view!.title }, alert.scopeId, {
        after: { kind: alert.kind, subject: alert.subject, machines: alert.machines },
        reason,
      }),
    ],
    wake: [],
    changed: ['alert'],
  };
});
