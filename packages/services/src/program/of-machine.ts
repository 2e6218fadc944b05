import { sql } from '@teredo-fleet/db';
import { programName } from '@teredo-fleet/teredo';
import { defineQuery } from '../core/define-verb';
import { findMachine } from '../machine/find-machine';
import { PROGRAM_SOURCE, programsInScope } from './program-sql';
import { type ProgramRecord, programState } from './program-state';

/** The programs that are looked at on one machine, by their paths, with what is said of each and why. */
export const listMachinePrograms = defineQuery('machine.programs', async (call, { id }) => {
  await findMachine(call, id);
  const found = await call.tx.$queryRaw<(ProgramRecord & { id: string; path: string })[]>(sql`
    select n.id, n.path, p.report, p.since, p.reported_at
    from ${PROGRAM_SOURCE} where ${programsInScope(call.scopes)} and m.id = ${id}::uuid
    order by lower(n.path), n.id`);
  return {
    rows: found.map((record) => ({
      program: { id: record.id, path: record.path, name: programName(record.path) },
      ...programState(record),
    })),
  };
});
