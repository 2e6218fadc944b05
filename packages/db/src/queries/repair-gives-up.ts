import type { Queryable } from '../client/queryable';
import { REPAIR_AGAIN_HOURS } from './policy-repairs';

/** So many repairs of a policy in a row end by themselves with nobody to judge by; the next one waits for a person. */
const MOST_GIVEN_UP = 2;

const SQL = `
select count(s.id) < ${MOST_GIVEN_UP} as may
from rollout r join policy p on p.id = r.policy_id
  left join rollout s on s.policy_id = p.id and s.id <> r.id and s.kind = 'repair' and s.state = 'done'
    and s.created_at >= p.repairs_from and s.finished_at > now() - interval '${REPAIR_AGAIN_HOURS} hours'
    -- Done before its end, and with a wave that never opened.
    and s.finished_at < to_timestamp((s.plan ->> 'endAt')::float8 / 1000)
    and exists (select from rollout_wave w where w.rollout_id = s.id and w.opened_at is null)
where r.id = $1 group by r.id`;

/**
 * Whether a repair ends by itself where nobody is left to judge by: the next one takes other machines first. Machines that say
 * no one after the other are not all asked that way.
 */
export async function repairMayGiveUp(db: Queryable, rolloutId: string): Promise<boolean> {
  const { rows } = await db.query<{ may: boolean }>(SQL, [rolloutId]);
  return rows[0]?.may === true;
}
