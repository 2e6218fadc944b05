import type { Queryable } from '../client/queryable';

export interface UpdaterInput {
  machineId: string;
  agentVersion: string;
  /** Null: the agent can't replace itself. */
  updates: { keyId: string; system: string; trial: boolean } | null;
}

const NOTE = `
insert into machine_updater (machine_id, key_id, system)
select i.machine_id, i.key_id, i.system from unnest($1::uuid[], $2::text[], $3::text[]) as i (machine_id, key_id, system)
  join machine m on m.id = i.machine_id
on conflict (machine_id) do update set key_id = excluded.key_id, system = excluded.system
  where (machine_updater.key_id, machine_updater.system) is distinct from (excluded.key_id, excluded.system)`;

const FORGET = 'delete from machine_updater where machine_id = any ($1::uuid[])';

const DONE = `
update agent_update_machine r set state = 'updated', text = null, changed_at = now()
from unnest($1::uuid[], $2::text[]) as i (machine_id, version), agent_update u, machine m
where (u.stopped_at is null or r.state = 'trying') and r.update_id = u.id and r.machine_id = i.machine_id
  and m.id = r.machine_id and r.state <> 'updated'
  and agent_version_rank(i.version) >= u.version_rank
returning r.machine_id as "machineId", m.hostname, m.scope_id as "scopeId", u.version`;

/** A machine whose agent is now of the version that is offered, or that it had begun before the offer was stopped. */
export interface UpdatedMachine {
  machineId: string;
  hostname: string;
  scopeId: string;
  version: string;
}

/**
 * Keeps what the agents of newly opened sessions can be replaced by, at most one a machine, and tells which have the
 * offered version in its place: those in a trial do not.
 */
export async function noteUpdaters(
  db: Queryable,
  inputs: readonly UpdaterInput[],
): Promise<UpdatedMachine[]> {
  const able = inputs.flatMap(({ updates, ...rest }) => (updates === null ? [] : [{ ...rest, ...updates }]));
  const unable = inputs.filter(({ updates }) => updates === null);
  if (unable.length > 0) await db.query(FORGET, [unable.map(({ machineId }) => machineId)]);
  if (able.length === 0) return [];
  await db.query(NOTE, [
    able.map(({ machineId }) => machineId),
    able.map(({ keyId }) => keyId),
    able.map(({ system }) => system),
  ]);
  const settled = able.filter(({ trial }) => !trial);
  const { rows } = await db.query<UpdatedMachine>(DONE, [
    settled.map(({ machineId }) => machineId),
    settled.map(({ agentVersion }) => agentVersion),
  ]);
  return rows;
}
