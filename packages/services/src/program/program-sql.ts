import { type Sql, sql } from '@teredo-fleet/db';
import type { Scopes } from '../core/scopes';
import { scopeCondition } from '../core/scopes';
import { machineScope } from '../machine/machine-source';

/** Active machines with the programs that are looked at on them. */
const PROGRAM_MACHINES = sql`
  named_program n
  join machine m on m.status = 'active' and is_program_for(n.system, n.scope_id, n.label, m.platform, m.scope_id, m.labels)`;

const NOW = sql`machine_program p on p.machine_id = m.id and p.program_id = n.id and p.until is null`;

/** With what was told of each: one row a machine and program, also where nothing was. */
export const PROGRAM_SOURCE = sql`${PROGRAM_MACHINES} left join ${NOW}`;

/** Only where something was told. */
export const TOLD_PROGRAMS = sql`${PROGRAM_MACHINES} join ${NOW}`;

/** Named programs that a caller may know of: those for every scope, and those of one's own. */
export function programScope(scopes: Scopes): Sql {
  return sql`n.removed_at is null and (n.scope_id is null or ${scopeCondition(scopes, sql`n.scope_id`)})`;
}

/** Both: the programs that one may know of on the machines that one may know of. */
export function programsInScope(scopes: Scopes): Sql {
  return sql`${programScope(scopes)} and ${machineScope(scopes)}`;
}
