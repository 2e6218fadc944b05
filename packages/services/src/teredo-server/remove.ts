import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { ConflictError, NotFoundError } from '../errors';
import { findKnown, findRecord } from './directory';
import { requireAllScopes } from './require-all-scopes';

/** Takes an own server out, with what this server measured of it. Machines that have it keep it and are listed still. */
export const removeTeredoServer = defineChange(
  'teredoServer.remove',
  async ({ tx, scopes }, { name, reason }) => {
    requireAllScopes(scopes);
    if (findKnown(name) !== null) {
      throw new ConflictError(
        `"${name}" comes with the product and stays listed. You can stop measuring it.`,
      );
    }
    const record = await findRecord(tx, name);
    if (record === null) throw new NotFoundError('Teredo server');
    await tx.teredoServer.delete({ where: { name } });
    await tx.teredoServerProbe.deleteMany({ where: { name } });
    const { name: _, ...before } = record;
    return {
      result: { ok: true },
      entries: [entry({ kind: 'teredoServer', id: name, name }, null, { before, reason })],
      wake: [],
      changed: ['teredoServer'],
    };
  },
);
