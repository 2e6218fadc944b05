import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { ConflictError, ForbiddenError } from '../errors';

/** A new scope, empty. Only somebody who sees every scope may make one: it would be outside the others' limits. */
export const createScope = defineChange('scope.create', async ({ tx, scopes }, { name }) => {
  if (scopes !== '*') {
    throw new ForbiddenError(
      'You are limited to some scopes, so you can’t add one. Ask an admin without limits.',
    );
  }
  if ((await tx.scope.findUnique({ where: { name } })) !== null) {
    throw new ConflictError(`There is a scope called "${name}" already. Choose another name.`);
  }
  const { id } = await tx.scope.create({ data: { name } });
  return {
    result: { id },
    entries: [entry({ kind: 'scope', id, name }, null, { after: { name } })],
    wake: [],
    changed: ['settings'],
  };
});
