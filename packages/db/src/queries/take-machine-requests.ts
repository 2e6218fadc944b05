import type { Queryable } from '../client/queryable';

export interface MachineRequestTaken {
  machineId: string;
  kind: 'observe-now' | 'disconnect';
}

const SQL = `
update machine_request set sent_at = now() where machine_id = any ($1::uuid[]) and sent_at is null
returning machine_id as "machineId", kind`;

/** What is asked of these machines besides jobs; each is handed out once, to the gateway that holds the machine. */
export async function takeMachineRequests(
  db: Queryable,
  machineIds: readonly string[],
): Promise<MachineRequestTaken[]> {
  if (machineIds.length === 0) return [];
  const { rows } = await db.query<MachineRequestTaken>(SQL, [machineIds]);
  return rows;
}
