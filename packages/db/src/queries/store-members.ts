import type { Queryable } from '../client/queryable';

/** Who is in a rollout, of which wave and why; waves in their order. */
export interface MembersToStore {
  rolloutId: string;
  scopeId: string;
  waves: readonly { name: string; selection: unknown; gate: unknown; patienceSeconds: number }[];
  members: readonly { machineId: string; wave: number | null; reason: unknown; excluded: unknown }[];
}

const WAVES = `
insert into rollout_wave (rollout_id, number, scope_id, name, selection, gate, patience_seconds)
select $1::uuid, w.n - 1, $2::uuid, w.name, w.selection::jsonb, w.gate::jsonb, w.patience
from unnest($3::text[], $4::text[], $5::text[], $6::int[]) with ordinality as w (name, selection, gate, patience, n)`;

const MEMBERS = `
insert into rollout_member (rollout_id, machine_id, scope_id, wave, reason, excluded)
select $1::uuid, m.id, $2::uuid, m.wave, m.reason::jsonb, m.excluded::jsonb
from unnest($3::uuid[], $4::int[], $5::text[], $6::text[]) as m (id, wave, reason, excluded)`;

/** Rows of one statement: its parameters are held in memory on both sides. */
const AT_ONCE = 5_000;

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** Writes the waves and members of a rollout that has none. */
export async function storeMembers(db: Queryable, input: MembersToStore): Promise<void> {
  const { rolloutId, scopeId, waves, members } = input;
  await db.query(WAVES, [
    rolloutId,
    scopeId,
    waves.map(({ name }) => name),
    waves.map(({ selection }) => json(selection)),
    waves.map(({ gate }) => json(gate)),
    waves.map(({ patienceSeconds }) => patienceSeconds),
  ]);
  for (let at = 0; at < members.length; at += AT_ONCE) {
    const some = members.slice(at, at + AT_ONCE);
    await db.query(MEMBERS, [
      rolloutId,
      scopeId,
      some.map(({ machineId }) => machineId),
      some.map(({ wave }) => wave),
      some.map(({ reason }) => json(reason)),
      some.map(({ excluded }) => json(excluded)),
    ]);
  }
}
