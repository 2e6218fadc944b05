import type { Queryable } from '../client/queryable';

/** A machine whose facts say something else than was read from them before. */
export interface ChangedFacts {
  machineId: string;
  factsChangedAt: Date;
  /** The observation without its raw text. */
  observation: Record<string, unknown>;
}

// Both sides are walked in order of their primary keys; only the observations that are handed on are unpacked.
const CHANGED = `
select f.machine_id as "machineId", f.changed_at as "factsChangedAt", f.observation - 'evidence' as observation
from machine_facts f left join machine_teredo_server s using (machine_id)
where s.facts_changed_at is distinct from f.changed_at
order by f.machine_id
limit $1`;

/**
 * Gives machines whose server and probe have to be read again. Ingest writes nothing for this: the engine compares
 * when facts changed last.
 */
export async function changedFacts(db: Queryable, limit: number): Promise<ChangedFacts[]> {
  const { rows } = await db.query<ChangedFacts>(CHANGED, [limit]);
  return rows;
}

/** What was read from a machine's facts. */
export interface MachineServerInput {
  machineId: string;
  factsChangedAt: Date;
  server: string | null;
  by: string;
  inUse: boolean;
  asked: string | null;
  outcome: string | null;
}

const STORE = `
insert into machine_teredo_server as s (machine_id, facts_changed_at, server, by, in_use, asked, outcome)
select i.* from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::boolean[], $6::text[], $7::text[])
  as i (machine_id, facts_changed_at, server, by, in_use, asked, outcome)
join machine m on m.id = i.machine_id
order by i.machine_id
on conflict (machine_id) do update set facts_changed_at = excluded.facts_changed_at, server = excluded.server, by = excluded.by,
  in_use = excluded.in_use, asked = excluded.asked, outcome = excluded.outcome`;

/** Keeps what was read; a machine that was deleted meanwhile leaves nothing. */
export async function storeMachineServers(
  db: Queryable,
  inputs: readonly MachineServerInput[],
): Promise<void> {
  if (inputs.length === 0) return;
  await db.query(STORE, [
    inputs.map((i) => i.machineId),
    inputs.map((i) => i.factsChangedAt),
    inputs.map((i) => i.server),
    inputs.map((i) => i.by),
    inputs.map((i) => i.inUse),
    inputs.map((i) => i.asked),
    inputs.map((i) => i.outcome),
  ]);
}
