import { rawSql, sql, UPDATE_STATE } from '@teredo-fleet/db';
import { iso } from '../core/instants';
import type { Transaction } from '../core/transaction';
import type { AgentUpdateState, MachineAgentUpdate } from '../views';

interface UpdateRecord {
  version: string;
  state: AgentUpdateState;
  text: string | null;
  offered_at: Date;
  changed_at: Date;
  stopped: boolean;
}

/** The newest version that was offered to a machine, and what became of it there; null: none was. */
export async function readMachineUpdate(
  tx: Transaction,
  machineId: string,
): Promise<MachineAgentUpdate | null> {
  const [row] = await tx.$queryRaw<UpdateRecord[]>(sql`
    select u.version, ${rawSql(UPDATE_STATE)} as state, r.text,
      r.offered_at, r.changed_at, u.stopped_at is not null as stopped
    from agent_update_machine r join agent_update u on u.id = r.update_id
    where r.machine_id = ${machineId}::uuid order by r.offered_at desc limit 1`);
  if (row === undefined) return null;
  const { version, state, text, offered_at, changed_at, stopped } = row;
  return { version, state, text, offeredAt: iso(offered_at), changedAt: iso(changed_at), stopped };
}
