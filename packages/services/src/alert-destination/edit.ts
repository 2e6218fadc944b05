import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { ConflictError, InvalidError } from '../errors';
import { targetOf } from './destination-target';
import { DESTINATION_COLUMNS, enteredDestination, findDestination } from './find-destination';
import { requireKnownScopes } from './require-scopes';

/** Changes what is told at a place, and where it is. What waits to be sent goes where it is then. */
export const editAlertDestination = defineChange('alertDestination.edit', async (call, asked) => {
  const { tx } = call;
  const { id, name, kinds, scopeIds, to } = asked;
  const before = await findDestination(call, id);
  await requireKnownScopes(call, scopeIds);
  if (to !== undefined && to.kind !== before.kind)
    throw new InvalidError('A place stays of the kind that it is. Make another one.', {
      'to.kind': `must be ${before.kind}`,
    });
  if ((await tx.alertDestination.count({ where: { name, NOT: { id } } })) > 0)
    throw new ConflictError(`There is a place called “${name}” already. Choose another name.`);
  const target = to === undefined ? before.target : targetOf(to);
  const after = await tx.alertDestination.update({
    where: { id },
    data: { name, kinds, scopeIds, target },
    select: DESTINATION_COLUMNS,
  });
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'alertDestination', id, name }, null, {
        before: { name: before.name, ...enteredDestination(before) },
        after: {
          name,
          ...enteredDestination(after),
          // Of a webhook only the origin is told: that the rest is another one is told, too.
          targetChanged: target !== before.target,
        },
      }),
    ],
    wake: [],
    changed: ['alert'],
  };
});
