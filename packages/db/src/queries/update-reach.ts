/**
 * Machines `m` that the running offer `u` is for and that were not told of it: in use, of its label, older, and with an
 * agent `a` that its key and its programs can replace. To be followed by further conditions.
 */
export const UPDATE_REACH = `
  agent_update u
  join machine m on m.status = 'active' and (u.label is null or u.label = any (m.labels))
  join machine_updater a on a.machine_id = m.id and a.key_id = u.key_id and a.system = any (u.systems)
  where u.stopped_at is null and agent_version_rank(m.agent_version) < u.version_rank
    and not exists (select from agent_update_machine r where r.update_id = u.id and r.machine_id = m.id)`;

/** Whether `m` is among the percent that `u` says: the same machines for as long as the offer runs. */
export const IN_UPDATE_PERCENT = `('x' || left(md5(m.id::text || u.id::text), 8))::bit(32)::bigint % 100 < u.percent`;
