import { sql } from '@teredo-fleet/db';
import type { Scopes } from '../core/scopes';
import type { Transaction } from '../core/transaction';
import { machineScope } from '../machine/machine-source';

/** How many active machines of one's scopes have a server, by the name that they have it under. */
export interface ServerUse {
  server: string;
  machines: number;
  /** Those on which Teredo is set to be on. */
  inUse: number;
}

export function readServerUses(tx: Transaction, scopes: Scopes): Promise<ServerUse[]> {
  return tx.$queryRaw<ServerUse[]>(sql`
    select t.server, count(*)::int as machines, (count(*) filter (where t.in_use))::int as "inUse"
    from machine_teredo_server t join machine m on m.id = t.machine_id
    where t.server is not null and m.status = 'active' and ${machineScope(scopes)}
    group by t.server`);
}
