import type { Queryable } from '../client/queryable';

/** A program that a machine is to look at. */
export interface ProgramForMachine {
  machineId: string;
  id: string;
  path: string;
}

const SQL = `
select m.id as "machineId", n.id, n.path
from named_program n
join machine m on m.id = any ($1::uuid[]) and m.status = 'active'
  and is_program_for(n.system, n.scope_id, n.label, m.platform, m.scope_id, m.labels)
where n.removed_at is null
order by m.id, n.id`;

/** The programs that an admin named for each of these machines. */
export async function programsForMachines(
  db: Queryable,
  machineIds: readonly string[],
): Promise<ProgramForMachine[]> {
  if (machineIds.length === 0) return [];
  return (await db.query<ProgramForMachine>(SQL, [machineIds])).rows;
}
