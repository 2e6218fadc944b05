import { sql } from '@teredo-fleet/db';
import type { Observation } from '@teredo-fleet/teredo';
import type { Call } from '../core/define-verb';
import type { Transaction } from '../core/transaction';
import type { ExclusionReason } from './membership';
import type { PlannedPlan } from './planned-plan';
import { resolveMembers } from './resolve-members';
import type { PlanRow } from './stored-plan';

/** A member as a preview looks at it. */
export interface PreviewMember {
  id: string;
  hostname: string;
  connected: boolean;
  lastSeenAt: Date | null;
  /** Index among the waves that are made. */
  wave: number | null;
  excluded: ExclusionReason | { kind: string } | null;
}

/** Members with the names of their waves, made or left out. */
export interface PreviewMembers {
  waves: { name: string; wave: PlannedPlan['waves'][number] }[];
  leftOut: string[];
  members: PreviewMember[];
}

async function storedMembers({ tx }: Call, row: PlanRow, plan: PlannedPlan): Promise<PreviewMembers> {
  const made = await tx.rolloutWave.findMany({ where: { rolloutId: row.id }, orderBy: { number: 'asc' } });
  const names = made.map(({ name }) => name);
  const members = await tx.$queryRaw<PreviewMember[]>(sql`
    select m.id, m.hostname, coalesce(c.connected, false) as connected, c.last_seen_at as "lastSeenAt", b.wave, b.excluded
    from rollout_member b
    join machine m on m.id = b.machine_id
    left join machine_contact c on c.machine_id = b.machine_id
    where b.rollout_id = ${row.id}::uuid order by m.id`);
  return {
    waves: names.map((name) => ({ name, wave: plan.waves.find((wave) => wave.name === name)! })),
    leftOut: plan.waves.map(({ name }) => name).filter((name) => !names.includes(name)),
    members,
  };
}

/** Who would be, or since its submission is, a member. */
export async function previewMembers(call: Call, row: PlanRow, plan: PlannedPlan): Promise<PreviewMembers> {
  if (row.state !== 'draft') return storedMembers(call, row, plan);
  const { waves, leftOut, members } = await resolveMembers(call, row, plan);
  return {
    waves: waves.map((wave) => ({ name: wave.name, wave })),
    leftOut,
    members: members.map(({ machine, wave, excluded }) => {
      const { id, hostname, connected, lastSeenAt } = machine;
      return { id, hostname, connected, lastSeenAt, wave, excluded };
    }),
  };
}

/** Observations in memory at a time. */
const AT_ONCE = 1000;

/**
 * The newest observation of each member, in batches, the raw text left in the database: nothing is judged by it. Null: never observed. As text they cost a sixth of what the client takes to read them as JSON.
 */
export async function* observedMembers(
  tx: Transaction,
  members: readonly PreviewMember[],
): AsyncGenerator<[PreviewMember, Observation | null]> {
  for (let at = 0; at < members.length; at += AT_ONCE) {
    const some = members.slice(at, at + AT_ONCE);
    const rows = await tx.$queryRaw<{ id: string; look: string }[]>(sql`
      select machine_id as id, (observation - 'evidence')::text as look from machine_facts
      where machine_id = any(${some.map(({ id }) => id)}::uuid[])`);
    const seen = new Map(rows.map(({ id, look }) => [id, look]));
    for (const member of some) {
      const look = seen.get(member.id);
      yield [member, look === undefined ? null : (JSON.parse(look) as Observation)];
    }
  }
}
