import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { NotFoundError } from '../errors';
import { findProgram } from './find-program';
import { requireProgramScope } from './require-program-scope';

/** Agents look at it no more. What they told of it is kept as long as what they told of their machines. */
export const removeProgram = defineChange('program.remove', async (call, { id, reason }) => {
  const { tx, scopes, now } = call;
  const { path, scopeId, label, note } = await findProgram(call, id);
  requireProgramScope(scopes, scopeId);
  const { count } = await tx.namedProgram.updateMany({
    where: { id, removedAt: null },
    data: { removedAt: now },
  });
  if (count === 0) throw new NotFoundError('program');
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'program', id, name: path }, scopeId, { before: { path, scopeId, label, note }, reason }),
    ],
    wake: ['gateway'],
    changed: ['program'],
  };
});
