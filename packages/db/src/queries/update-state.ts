/**
 * How far the machine of row `r` is with the update `u`. `silent`: nobody knows, because it was told and says nothing; in a
 * trial that counts as a failure. Who had not begun when an offer was stopped is not waited for.
 */
export const UPDATE_STATE = `
  case when r.state = 'trying' and agent_update_failed(r.state, r.changed_at)
    or r.state in ('offered', 'downloading', 'ready', 'waiting') and u.stopped_at is null and r.changed_at <= now() - interval '1 hour'
  then 'silent' else r.state end`;

/** Whether the machine `m` of row `r` was taken out of use before it began: nothing is to come of that. */
export const UPDATE_IS_LEFT = `(m.status = 'retired' and r.state in ('offered', 'downloading', 'ready', 'waiting'))`;

/** Whether the machine of session `i` was let begin the version that it says it tries, and has the time for that yet. */
export const TRIAL_IS_UNDER_WAY = `
  exists (select from agent_update_machine r join agent_update u on u.id = r.update_id
    where r.machine_id = i.machine_id and u.version = i.agent_version and r.state = 'trying'
      and not agent_update_failed(r.state, r.changed_at))`;
