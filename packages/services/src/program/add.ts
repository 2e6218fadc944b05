import { sql } from '@teredo-fleet/db';
import { MOST_PROGRAMS, systemOfProgram } from '@teredo-fleet/teredo';
import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import type { Transaction } from '../core/transaction';
import { ConflictError } from '../errors';
import { chooseScope } from '../scope/choose-scope';
import { requireProgramScope } from './require-program-scope';

/** All of them count, also those that the caller doesn't see: they travel to agents together. */
async function refuseTooMany(tx: Transaction): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('teredo-fleet programs'))::text`;
  const [{ named }] = await tx.$queryRaw<[{ named: number }]>(sql`select count_named_programs() as named`);
  if (named < MOST_PROGRAMS) return;
  throw new ConflictError(
    `${MOST_PROGRAMS} programs are named already, and no more may be. Remove one first.`,
  );
}

async function refuseTwice(
  tx: Transaction,
  { path, scopeId, label }: { path: string; scopeId: string | null; label: string | null },
): Promise<void> {
  const same = await tx.namedProgram.findFirst({
    where: { path: { equals: path, mode: 'insensitive' }, scopeId, label, removedAt: null },
  });
  if (same !== null) throw new ConflictError(`"${same.path}" is named for these machines already.`);
}

/** Names a program: agents of the machines that it is for look at it, by themselves, where it lies. */
export const addProgram = defineChange('program.add', async (call, { path, scopeId, label, note }) => {
  const { tx, scopes, now } = call;
  const { id: createdById } = requireUser(call.actor);
  requireProgramScope(scopes, scopeId);
  if (scopeId !== null) await chooseScope(tx, scopes, scopeId);
  await refuseTooMany(tx);
  await refuseTwice(tx, { path, scopeId, label });
  const system = systemOfProgram(path) ?? 'windows';
  const { id } = await tx.namedProgram.create({
    data: { path, system, scopeId, label, note, createdById, createdAt: now },
  });
  return {
    result: { id },
    entries: [entry({ kind: 'program', id, name: path }, scopeId, { after: { path, scopeId, label, note } })],
    wake: ['gateway'],
    changed: ['program'],
  };
});
