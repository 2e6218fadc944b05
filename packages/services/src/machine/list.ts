import { joinSql, sql } from '@teredo-fleet/db';
import { decodeCursor, encodeCursor } from '../core/cursor';
import { defineQuery } from '../core/define-verb';
import { canonicalText } from '../core/sha256';
import { readSettings } from '../settings/settings-store';
import { machineConditions } from './machine-conditions';
import { beyond, machineOrder, placeOf, sortKey } from './machine-order';
import { activeJobs, type MachineRecord, machineColumns, machineRow } from './machine-row';
import { contactExpression, MACHINE_SOURCE, machineScope, staleBefore } from './machine-source';
import { waitingFacts, waitingOf } from './waiting-facts';

/** One page by keyset, so that the thousandth page costs what the first does. The total is exact. */
export const listMachines = defineQuery('machine.list', async (call, { filter, sort, cursor, limit }) => {
  const { tx, scopes, now, context } = call;
  const { cursorSecret } = context.ports.keys;
  const list = `machine.list ${canonicalText({ filter, sort })}`;
  const place = cursor ? placeOf(decodeCursor(cursorSecret, list, cursor)) : null;
  const { intervals } = await readSettings(tx);
  const contact = contactExpression(staleBefore(now, intervals.observeSeconds));
  const matching = [machineScope(scopes), ...machineConditions(filter, { contact, at: now })];
  const backward = place?.backward ?? false;

  const found = await tx.$queryRaw<(MachineRecord & { sort_key: string })[]>(sql`
    select ${machineColumns(contact)}, ${sortKey(sort)} as sort_key
    from ${MACHINE_SOURCE}
    where ${joinSql([...matching, ...beyond(sort, place)], ' and ')}
    order by ${machineOrder(sort, backward)}
    limit ${limit + 1}`);
  const [{ total }] = await tx.$queryRaw<[{ total: number }]>(sql`
    select count(*)::int as total from ${MACHINE_SOURCE} where ${joinSql(matching, ' and ')}`);

  const more = found.length > limit;
  const page = found.slice(0, limit);
  if (backward) page.reverse();
  const link = (row: (typeof page)[number] | undefined, back: boolean) =>
    row === undefined ? null : encodeCursor(cursorSecret, list, [back, row.sort_key, row.id]);
  const { serverVersion } = context.ports;
  const jobs = await activeJobs(
    tx,
    page.map((row) => row.id),
  );
  const waiting = await waitingFacts(call, waitingOf(page));
  return {
    rows: page.map((row) =>
      machineRow(row, { activeJob: jobs.get(row.id), waiting: waiting.get(row.id), serverVersion }),
    ),
    nextCursor: backward || more ? link(page.at(-1), false) : null,
    previousCursor: (backward ? more : place !== null) ? link(page[0], true) : null,
    total,
  };
});
