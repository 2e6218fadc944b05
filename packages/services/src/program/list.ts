import { sql } from '@teredo-fleet/db';
import { MOST_PROGRAMS, PROGRAM_VERDICTS, programName } from '@teredo-fleet/teredo';
import { type Call, defineQuery } from '../core/define-verb';
import { iso } from '../core/instants';
import { namesOf } from '../user/names';
import type { ProgramRow, ShownProgramVerdict } from '../views';
import { PROGRAM_SOURCE, programScope, programsInScope, SHOWN_VERDICT } from './program-sql';

interface NamedRecord {
  id: string;
  path: string;
  system: ProgramRow['system'];
  scope_id: string | null;
  scope_name: string | null;
  label: string | null;
  note: string | null;
  created_by_id: string;
  created_at: Date;
}

const SHOWN: readonly ShownProgramVerdict[] = [...PROGRAM_VERDICTS, 'not-told'];

const NO_MACHINES = Object.fromEntries(SHOWN.map((one) => [one, 0])) as ProgramRow['counts'];

/** Measured at 100,000 machines on two shared cores: see docs/programs.md. */
async function countsOf({ tx, scopes }: Call): Promise<Map<string, ProgramRow['counts']>> {
  const rows = await tx.$queryRaw<{ id: string; verdict: ShownProgramVerdict; machines: number }[]>(sql`
    select n.id, ${SHOWN_VERDICT} as verdict, count(*)::int as machines
    from ${PROGRAM_SOURCE} where ${programsInScope(scopes)} group by 1, 2`);
  const counts = new Map<string, ProgramRow['counts']>();
  for (const { id, verdict, machines } of rows)
    counts.set(id, { ...(counts.get(id) ?? NO_MACHINES), [verdict]: machines });
  return counts;
}

/** Every program that is named, the newest first, with what is said of it on how many machines. */
export const listPrograms = defineQuery('program.list', async (call) => {
  const { tx, scopes } = call;
  const records = await tx.$queryRaw<NamedRecord[]>(sql`
    select n.id, n.path, n.system, n.scope_id, s.name as scope_name, n.label, n.note, n.created_by_id, n.created_at
    from named_program n left join scope s on s.id = n.scope_id
    where ${programScope(scopes)} order by n.created_at desc, n.id desc`);
  const counts = await countsOf(call);
  const names = await namesOf(
    tx,
    records.map((record) => record.created_by_id),
  );
  const rows = records.map(
    ({ id, path, system, scope_id, scope_name, label, note, created_by_id, created_at }): ProgramRow => ({
      id,
      path,
      name: programName(path),
      system,
      scope: scope_id === null ? null : { id: scope_id, name: scope_name ?? scope_id },
      label,
      note,
      addedBy: names.get(created_by_id) ?? created_by_id,
      addedAt: iso(created_at),
      counts: counts.get(id) ?? NO_MACHINES,
    }),
  );
  return { rows, most: MOST_PROGRAMS };
});
