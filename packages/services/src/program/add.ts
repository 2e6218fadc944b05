import { sql } from '@teredo-fleet/db';
import { MOST_PROGRAMS, type ProgramSystem, systemOfProgram } from '@teredo-fleet/teredo';
import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import type { Transaction } from '../core/transaction';
import { ConflictError } from '../errors';
import { chooseScope } from '../scope/choose-scope';
import type { NamedProgram } from './find-program';
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
  {
    path,
    system,
    scopeId,
    label,
  }: Pick<NamedProgram, 'path' | 'scopeId' | 'label'> & { system: ProgramSystem },
): Promise<void> {
  // On Linux two names in other letter case are two files.
  const mode = system === 'linux' ? 'default' : 'insensitive';
  const same = await tx.namedProgram.findFirst({
    where: { path: { equals: path, mode }, scopeId, label, removedAt: null },
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
  const system = systemOfProgram(path) ?? 'windows';
  await refuseTwice(tx, { path, system, scopeId, label });
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
