import { type Sql, sql } from '@teredo-fleet/db';
import { CLOCK_WRONG_MS } from '../agent/clock-skew';
import { decodeCursor, encodeCursor } from '../core/cursor';
import { defineQuery } from '../core/define-verb';
import { iso } from '../core/instants';
import { findMachine } from './find-machine';
import { type TimelineRecord, timelineItem } from './timeline-item';

/** Entries about the machine, what it looked like when that changed, its jobs' states and its users' answers. */
function recordsOf(machineId: string): Sql {
  return sql`
    select 'audit-' || seq as id, at, 'audit' as kind, action as word, outcome as manner, reason as detail,
      actor_name || coalesce(', by the API token ' || actor_token, '') as actor, (after ->> 'rolloutId')::uuid as rollout_id
    from audit_entry where object_kind in ('machine', 'agent') and object_id = ${machineId}
    union all
    select 'observation-' || id, received_at, 'observation', reason, null,
      case when abs(clock_skew_ms) > ${CLOCK_WRONG_MS} then 'The clock of the machine was '
        || round(abs(clock_skew_ms) / 1000.0) || ' s ' || case when clock_skew_ms > 0 then 'ahead.' else 'behind.' end end,
      null, null
    from observation_history where machine_id = ${machineId}::uuid
    union all
    select 'job-' || e.id, e.received_at, 'job', e.state, r.kind,
      coalesce(e.detail, case when r.kind = 'repair' and e.state = 'requested' then r.name end), null, j.rollout_id
    from job_event e join job j on j.id = e.job_id join rollout r on r.id = j.rollout_id where j.machine_id = ${machineId}::uuid and e.accepted
    union all
    select 'receipt-' || r.id, r.received_at, 'receipt', r.answer, null, null, r.user_name, j.rollout_id
    from receipt r join job j on j.id = r.job_id where j.machine_id = ${machineId}::uuid`;
}

/** History of a machine, newest first, by keyset. */
export const getTimeline = defineQuery('machine.timeline', async (call, { id, cursor, limit }) => {
  await findMachine(call, id);
  const { cursorSecret } = call.context.ports.keys;
  const list = `machine.timeline ${id}`;
  const place = cursor ? decodeCursor(cursorSecret, list, cursor) : null;
  const older =
    place === null
      ? sql`true`
      : sql`(at, id) < (${String(place[0])}::timestamptz, ${String(place[1])}::text)`;
  const found = await call.tx.$queryRaw<TimelineRecord[]>(sql`
    select * from (${recordsOf(id)}) as record where ${older} order by at desc, id desc limit ${limit + 1}`);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const more = found.length > limit && last !== undefined;
  return {
    items: page.map(timelineItem),
    nextCursor: more ? encodeCursor(cursorSecret, list, [iso(last.at), last.id]) : null,
  };
});
