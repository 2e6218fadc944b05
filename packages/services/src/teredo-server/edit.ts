import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { canonicalText } from '../core/sha256';
import { NotFoundError } from '../errors';
import { findKnown, findRecord } from './directory';
import { requireAllScopes } from './require-all-scopes';

/** Of a known server the organisation can say what it thinks and whether it is measured; the rest is not its own. */
export const editTeredoServer = defineChange('teredoServer.edit', async (call, { name, ...about }) => {
  const { tx, scopes } = call;
  requireAllScopes(scopes);
  const { id: createdById } = requireUser(call.actor);
  const record = await findRecord(tx, name);
  if (record === null && findKnown(name) === null) throw new NotFoundError('Teredo server');
  const { name: _, ...before } = record ?? { name, secondary: null, note: null, measured: false };
  if (canonicalText(before) === canonicalText(about)) return unchanged({ name });
  await tx.teredoServer.upsert({ where: { name }, create: { name, ...about, createdById }, update: about });
  return {
    result: { name },
    entries: [entry({ kind: 'teredoServer', id: name, name }, null, { before, after: about })],
    wake: [],
    changed: ['teredoServer'],
  };
});
