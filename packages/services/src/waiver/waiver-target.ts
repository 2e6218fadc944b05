import { type Sql, sql } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { ConflictError } from '../errors';
import type { WaiverTarget } from '../inputs/waiver-inputs';
import { findMachine } from '../machine/find-machine';
import { chooseScope } from '../scope/choose-scope';

/** Whom a waiver is for, as its row and its audit entry say it. */
export interface ChosenTarget {
  scopeId: string;
  machineId: string | null;
  label: string | null;
  /** For people: `host-1`, `label kiosk`. */
  words: string;
}

/** The machine or the label that was named. Throws for what is not there, or beyond the caller's scopes. */
export async function chooseTarget(call: Call, target: WaiverTarget): Promise<ChosenTarget> {
  if (target.machineId !== undefined) {
    const { id, scopeId, hostname, status } = await findMachine(call, target.machineId);
    if (status === 'retired')
      throw new ConflictError(`${hostname} is retired: no rule is asked of it. There is nothing to waive.`);
    return { scopeId, machineId: id, label: null, words: hostname };
  }
  const { label = '' } = target;
  const scope = await chooseScope(call.tx, call.scopes, target.scopeId);
  return { scopeId: scope.id, machineId: null, label, words: `label ${label}` };
}

/** The machines `m` of a target. */
export function isTarget({ scopeId, machineId, label }: ChosenTarget): Sql {
  const which = machineId === null ? sql`${label} = any(m.labels)` : sql`m.id = ${machineId}::uuid`;
  return sql`(m.scope_id = ${scopeId}::uuid and ${which})`;
}
