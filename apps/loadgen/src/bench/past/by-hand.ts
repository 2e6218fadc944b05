/*
 * What the product is measured beside: the same as whoever writes one query for one thing alone would get it, over the owner's
 * connection and without anybody's rights. In place of $1 stands the moment.
 */

/** How many machines were what. */
export const FLEET_BY_HAND = `
select p.configured_type, p.effective_state, p.reachable, p.severity, count(*)
from machine m cross join lateral (
  select * from machine_past p where p.machine_id = m.id and p.since <= $1 order by p.since desc limit 1) p
group by 1, 2, 3, 4`;

const NEWEST = `
select distinct on (j.machine_id) j.machine_id, r.answer, r.answered_at, j.id as job_id, r.user_name
from receipt r join job j on j.id = r.job_id where r.answered_at <= $1 order by j.machine_id, r.answered_at desc`;

/** The first machines whose people had been told nothing. */
export const UNTOLD_BY_HAND = `
select m.id, m.hostname from machine m where not exists (select from (${NEWEST}) t where t.machine_id = m.id)
order by lower(m.hostname) collate "C" limit 50`;

/** The cells of the product's file that are of the database. */
export const FILE_BY_HAND = `
select m.id, m.hostname, m.simulated, e.status, p.since, p.os_name, p.configured_type, p.configured_set_by, p.effective_state,
  p.reachable, p.role, p.diagnosis_code, p.severity, p.nat, p.server, p.teredo_address, t.answer, t.answered_at, t.user_name, t.job_id
from machine m
  join lateral (
    select h.status from machine_status_history h where h.machine_id = m.id and h.since <= $1 order by h.since desc limit 1
  ) e on e.status <> 'retired'
  left join lateral (
    select p.* from machine_past p where p.machine_id = m.id and p.since <= $1 order by p.since desc limit 1
  ) p on true
  left join (${NEWEST}) t on t.machine_id = m.id
order by lower(m.hostname) collate "C", m.id`;
