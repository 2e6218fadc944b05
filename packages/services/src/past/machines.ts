import { sql } from '@teredo-fleet/db';
import { decodeCursor, encodeCursor } from '../core/cursor';
import { defineQuery } from '../core/define-verb';
import { iso } from '../core/instants';
import { canonicalText } from '../core/sha256';
import { NAME } from '../machine/machine-order';
import { momentOf } from './moment';
import { momentView } from './moment-view';
import { thereConditions } from './past-conditions';
import { type FoundMachine, pastRows, rowOf } from './past-rows';

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
    const found = await tx.$queryRaw<FoundMachine[]>(pastRows({ at, where, limit: limit + 1 }));
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
