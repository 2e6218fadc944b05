import type { Queryable } from '../client/queryable';

/** Whether a machine may go on with its session. */
export interface MachineStanding {
  machineId: string;
  status: 'pending' | 'active' | 'quarantined' | 'retired';
  /** Of its newest session; 0: it never had one. */
  epoch: number;
}

const SQL = `
select m.id as "machineId", m.status, coalesce(c.epoch, 0)::float8 as epoch
from machine m left join machine_contact c on c.machine_id = m.id
where m.id = any ($1::uuid[])`;

/** The standing of these machines; one that is not in the answer was deleted. */
export async function machineStandings(
  db: Queryable,
  machineIds: readonly string[],
): Promise<MachineStanding[]> {
  if (machineIds.length === 0) return [];
  const { rows } = await db.query<MachineStanding>(SQL, [machineIds]);
  return rows;
}
