import type { Queryable } from '../client/queryable';

const AT_ONCE = 10_000;

/** Adds up what writers appended to the numbers of findings. Whether there may be more. */
export async function foldFindingDeltas(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ folded: number }>('select fold_finding_deltas($1) as folded', [AT_ONCE]);
  return rows[0]?.folded === AT_ONCE;
}

/** Keeps what the numbers of findings are now as those of today. */
export async function noteFindingDay(db: Queryable): Promise<void> {
  await db.query('select note_finding_day()');
}

/** A kept number that was not what there is. */
export interface WrongCount {
  ruleId: string;
  verdict: string;
  counted: number;
  are: number;
}

/** Counts all findings and puts kept numbers right that differ, which none ever should. */
export async function rightFindingCounts(db: Queryable): Promise<WrongCount[]> {
  const { rows } = await db.query<WrongCount>(
    `select rule_id as "ruleId", verdict, counted::int, are::int from right_finding_counts()`,
  );
  return rows;
}
