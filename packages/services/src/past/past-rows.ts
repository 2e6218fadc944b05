import { joinSql, type Sql, sql } from '@teredo-fleet/db';
import { iso } from '../core/instants';
import { NAME } from '../machine/machine-order';
import type { PastMachineRow } from '../views';
import { asState, pastSource, type StoredState, stateView, toldOneAt } from './past-source';

/** A machine as it was at a moment, as it is read. `name`: by which it stands in the order. */
export interface FoundMachine {
  id: string;
  hostname: string;
  simulated: boolean;
  name: string;
  status: PastMachineRow['status'];
  state: StoredState;
  word: string | null;
  toldAt: Date | null;
  jobId: string | null;
  user: string | null;
}

interface Wanted {
  at: Date;
  /** To be joined by "and". */
  where: readonly Sql[];
  /** Null: all of them. */
  limit: number | null;
}

/** Machines as they were at a moment, and what their people had been told last, by name. */
export const pastRows = ({ at, where, limit }: Wanted): Sql => sql`
    with page as (
      select m.id, m.hostname, m.simulated, e.status, ${NAME} as name, ${asState(sql`f`)} as state
      from ${pastSource(at)} where ${joinSql([...where], ' and ')}
      order by ${NAME}, m.id limit ${limit}::bigint
    )
    select page.*, t.word, t.at as "toldAt", t.job_id as "jobId", t.user_name as user
    from page left join lateral (${toldOneAt(at, sql`page.id`)}) t on true
    order by page.name collate "C", page.id`;

export function rowOf(found: FoundMachine): PastMachineRow {
  const { id, hostname, simulated, status, state, word, toldAt: at, jobId, user } = found;
  const told = word === null || at === null || jobId === null ? null : { word, at: iso(at), jobId, user };
  return { id, hostname, simulated, status, state: stateView(state), told };
}
