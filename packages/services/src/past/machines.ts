import { joinSql, sql } from '@teredo-fleet/db';
import { decodeCursor, encodeCursor } from '../core/cursor';
import { defineQuery } from '../core/define-verb';
import { iso } from '../core/instants';
import { canonicalText } from '../core/sha256';
import type { PastMachineRow } from '../views';
import { momentOf } from './moment';
import { momentView } from './moment-view';
import { thereConditions } from './past-conditions';
import { asState, pastSource, type StoredState, stateView, toldOneAt } from './past-source';

interface Found {
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

const NAME = sql`lower(m.hostname) collate "C"`;

function rowOf({
  id,
  hostname,
  simulated,
  status,
  state,
  word,
  toldAt: at,
  jobId,
  user,
}: Found): PastMachineRow {
  const told = word === null || at === null || jobId === null ? null : { word, at: iso(at), jobId, user };
  return { id, hostname, simulated, status, state: stateView(state), told };
}

/** Machines of today by name, as they were at a moment. */
export const pastMachines = defineQuery(
  'past.machines',
  async (call, { filter, cursor, limit, ...asked }) => {
    const { tx, now, context } = call;
    const moment = momentOf(asked, now);
    const at = moment.instant;
    const { cursorSecret } = context.ports.keys;
    const list = `past.machines ${canonicalText({ at: iso(at), filter })}`;
    const [name, id] = cursor ? decodeCursor(cursorSecret, list, cursor) : [null, null];
    const where = [
      ...thereConditions(call, filter, at),
      ...(name === null ? [] : [sql`(${NAME}, m.id) > (${name}::text collate "C", ${id}::uuid)`]),
    ];
    const found = await tx.$queryRaw<Found[]>(sql`
    with page as (
      select m.id, m.hostname, m.simulated, e.status, ${NAME} as name, ${asState(sql`f`)} as state
      from ${pastSource(at)} where ${joinSql(where, ' and ')}
      order by ${NAME}, m.id limit ${limit + 1}
    )
    select page.*, t.word, t.at as "toldAt", t.job_id as "jobId", t.user_name as user
    from page left join lateral (${toldOneAt(at, sql`page.id`)}) t on true
    order by page.name collate "C", page.id`);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      ...(await momentView(call, moment)),
      rows: page.map(rowOf),
      nextCursor:
        found.length > limit && last !== undefined
          ? encodeCursor(cursorSecret, list, [last.name, last.id])
          : null,
    };
  },
);
