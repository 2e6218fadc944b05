import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import { NotFoundError } from '../errors';

/** Lets machines in that wait. All are there and in scope, or none is accepted; who is active already stays so. */
export const acceptMachines = defineChange('machine.accept', async ({ tx, scopes }, input) => {
  const ids = [...new Set(input.ids)].sort();
  const found = await tx.machine.findMany({
    where: { id: { in: ids }, ...inScopes(scopes) },
    orderBy: { id: 'asc' },
  });
  if (found.length !== ids.length) throw new NotFoundError('machine');
  const accepted = [];
  for (const machine of found.filter((one) => one.status === 'pending')) {
    const { count } = await tx.machine.updateMany({
      where: { id: machine.id, status: 'pending' },
      data: { status: 'active', statusReason: null },
    });
    if (count === 1) accepted.push(machine);
  }
  if (accepted.length === 0) return unchanged({ accepted: [] });
  return {
    result: { accepted: accepted.map((machine) => machine.id) },
    entries: accepted.map(({ id, hostname, scopeId }) =>
      entry({ kind: 'machine', id, name: hostname }, scopeId, {
        before: { status: 'pending' },
        after: { status: 'active' },
      }),
    ),
    wake: accepted.map(({ id }) => `gateway:${id}` as const),
    changed: accepted.map(({ id }) => `machine:${id}` as const),
  };
});
