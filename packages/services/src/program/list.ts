import { sql } from '@teredo-fleet/db';
import { MOST_PROGRAMS, PROGRAM_VERDICTS, type ProgramVerdict, programName } from '@teredo-fleet/teredo';
import { type Call, defineQuery } from '../core/define-verb';
import { iso } from '../core/instants';
import { machineScope } from '../machine/machine-source';
import { namesOf } from '../user/names';
import type { ProgramRow, ShownProgramVerdict } from '../views';
import { programScope, programsInScope, TOLD_PROGRAMS } from './program-sql';

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

/** Machines that look at it, and of these what each told. Measured at 100,000 machines and ten programs: docs/programs.md. */
async function countsOf({ tx, scopes }: Call): Promise<Map<string, ProgramRow['counts']>> {
  const asked = await tx.$queryRaw<{ id: string; machines: number }[]>(sql`
    select n.id, sum(m.machines)::int as machines
    from named_program n join (
      select m.platform, m.scope_id, m.labels, count(*) as machines from machine m
      where m.status = 'active' and ${machineScope(scopes)} group by 1, 2, 3
    ) as m on is_program_for(n.system, n.scope_id, n.label, m.platform, m.scope_id, m.labels)
    where ${programScope(scopes)} group by 1`);
  const told = await tx.$queryRaw<{ id: string; verdict: ProgramVerdict; machines: number }[]>(sql`
    select n.id, p.verdict, count(*)::int as machines from ${TOLD_PROGRAMS} where ${programsInScope(scopes)} group by 1, 2`);
  return new Map(
    asked.map(({ id, machines }) => {
      const counts = { ...NO_MACHINES };
      for (const one of told) if (one.id === id) counts[one.verdict] = one.machines;
      const sum = Object.values(counts).reduce((all, one) => all + one, 0);
      return [id, { ...counts, 'not-told': Math.max(0, machines - sum) }];
    }),
  );
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
