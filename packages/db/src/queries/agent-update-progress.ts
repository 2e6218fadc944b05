import type { Queryable } from '../client/queryable';
import { IN_UPDATE_PERCENT, UPDATE_REACH } from './update-reach';
import { UPDATE_IS_LEFT, UPDATE_STATE } from './update-state';

/** The running offer's machines by how far they are; `silent`: nobody knows. */
export interface UpdateProgress {
  state: string;
  machines: number;
}

const PROGRESS = `
select ${UPDATE_STATE} as state, count(*)::int as machines
from agent_update_machine r
join agent_update u on u.id = r.update_id and u.stopped_at is null
join machine m on m.id = r.machine_id
where not ${UPDATE_IS_LEFT} group by 1`;

/** Each machine once, of those that the caller may see. */
export async function updateProgress(db: Queryable): Promise<UpdateProgress[]> {
  return (await db.query<UpdateProgress>(PROGRESS)).rows;
}

export interface UpdateReach {
  /** Not told yet, and among the percent. */
  within: number;
  /** Not told yet, and told only when the percent rises. */
  beyond: number;
}

const REACH = `
select count(*) filter (where ${IN_UPDATE_PERCENT})::int as within,
  count(*) filter (where not ${IN_UPDATE_PERCENT})::int as beyond
from ${UPDATE_REACH}`;

/** Machines that could take the running offer and were not told of it. */
export async function updateReach(db: Queryable): Promise<UpdateReach> {
  return (await db.query<UpdateReach>(REACH)).rows[0] ?? { within: 0, beyond: 0 };
}
