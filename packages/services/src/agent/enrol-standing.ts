import { type Queryable, refusedBefore } from '@teredo-fleet/db';

/** What a machine is once it has enrolled. */
export interface Standing {
  status: 'active' | 'pending';
  /** Why it waits although its token accepts; null: there is no such reason. */
  reason: string | null;
}

const REFUSED =
  'A person refused this machine before, so it waits although its token accepts machines by itself';

/** A token that accepts by itself does not overrule a person who kept this hardware or this record out. */
export async function enrolStanding(
  db: Queryable,
  { autoAccept }: { autoAccept: boolean },
  who: { hardwareId: string; machineId: string | null },
): Promise<Standing> {
  if (!autoAccept) return { status: 'pending', reason: null };
  return (await refusedBefore(db, who))
    ? { status: 'pending', reason: REFUSED }
    : { status: 'active', reason: null };
}
