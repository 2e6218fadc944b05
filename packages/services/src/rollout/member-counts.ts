import { sql } from '@teredo-fleet/db';
import type { Transaction } from '../core/transaction';
import type { MemberGroup } from '../views';
import { MEMBER_GROUP } from './member-source';

export type MemberCounts = Readonly<Record<MemberGroup, number>>;

const NOBODY: MemberCounts = {
  waiting: 0,
  begun: 0,
  good: 0,
  bad: 0,
  skipped: 0,
  excluded: 0,
  unknown: 0,
};

/** Machines of rollouts with waves by where they stand, each once; a rollout without members is not among them. */
export async function memberCounts(
  tx: Transaction,
  rolloutIds: readonly string[],
): Promise<Map<string, MemberCounts>> {
  const rows = await tx.$queryRaw<{ id: string; group: MemberGroup; machines: number }[]>(sql`
    select s.rollout_id as id, ${MEMBER_GROUP} as "group", count(*)::int as machines
    from member_standing s where s.rollout_id = any(${[...rolloutIds]}::uuid[]) group by 1, 2`);
  const counts = new Map<string, MemberCounts>();
  for (const { id, group, machines } of rows) {
    counts.set(id, { ...(counts.get(id) ?? NOBODY), [group]: machines });
  }
  return counts;
}
