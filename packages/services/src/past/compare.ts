import { joinSql, rawSql, type Sql, sql } from '@teredo-fleet/db';
import { decodeCursor, encodeCursor } from '../core/cursor';
import { type Call, defineQuery } from '../core/define-verb';
import { iso } from '../core/instants';
import { canonicalText } from '../core/sha256';
import { InvalidError } from '../errors';
import type { ParsedInput } from '../inputs';
import { machineConditions } from '../machine/machine-conditions';
import { machineScope } from '../machine/machine-source';
import type { PastComparison } from '../views';
import { momentOf } from './moment';
import { momentView } from './moment-view';
import { asState, factsAt, pastSource } from './past-source';

type Asked = ParsedInput<'past.compare'>;

const FACTS = {
  configured: 'configured_type',
  effective: 'effective_state',
  reachable: 'reachable',
} as const;

/** The columns in which a machine is the same or not; the moment since when is none. */
const COMPARED = [
  'os_name',
  'configured_type',
  'configured_set_by',
  'effective_state',
  'reachable',
  'role',
  'diagnosis_code',
  'severity',
  'teredo_address',
];

const row = (name: string): Sql => rawSql(`(${COMPARED.map((column) => `${name}.${column}`).join(', ')})`);
const DIFFERS = sql`${row('f')} is distinct from ${row('g')}`;
const NAME = sql`lower(m.hostname) collate "C"`;

/** Machines that match at the first moment (`f`), with what they were at the second (`g`). */
function bothMoments({ scopes }: Call, { filter }: Asked, from: Date, until: Date): Sql {
  const where = [machineScope(scopes), ...machineConditions(filter, { contact: sql`null`, at: from })];
  return sql`${pastSource(from)} ${factsAt(until, sql`g`)} where ${joinSql(where, ' and ')}`;
}

interface Moved {
  fact: keyof typeof FACTS | null;
  from: string | null;
  to: string | null;
  machines: number;
  different: number;
}

/** In one go through the machines: how many differ at all, and in each fact from what to what. */
async function countMoved({ tx }: Call, both: Sql): Promise<Moved[]> {
  const names = Object.keys(FACTS);
  const before = (fact: string) => rawSql(`${fact}_from`);
  const after = (fact: string) => rawSql(`${fact}_to`);
  const columns = Object.entries(FACTS).map(
    ([fact, column]) =>
      sql`${rawSql(`f.${column}`)} as ${before(fact)}, ${rawSql(`g.${column}`)} as ${after(fact)}`,
  );
  const isOf = names.map((fact) => sql`when grouping(${before(fact)}) = 0 then ${fact}`);
  return tx.$queryRaw<Moved[]>(sql`
    select case ${joinSql(isOf, ' ')} end as fact, coalesce(${joinSql(names.map(before), ', ')}) as "from",
      coalesce(${joinSql(names.map(after), ', ')}) as "to", count(*)::int as machines,
      (count(*) filter (where differs))::int as different
    from (select ${joinSql(columns, ', ')}, ${DIFFERS} as differs from ${both}) as pairs
    group by grouping sets ((), ${joinSql(
      names.map((fact) => sql`(${before(fact)}, ${after(fact)})`),
      ', ',
    )})`);
}

const byNumber = (one: Moved, other: Moved) => other.machines - one.machines;

/** Machines that moved from one word to another; those that stayed are left out. */
const changesOf = (moved: readonly Moved[]): PastComparison['changes'] =>
  [...moved]
    .sort(byNumber)
    .flatMap(({ fact, from, to, machines }) =>
      fact === null || from === to ? [] : [{ fact, from, to, machines }],
    );

function secondMoment({ until }: Asked, from: Date, now: Date): Date {
  const second = until === undefined ? now : momentOf({ at: until }, now).instant;
  if (second >= from) return second;
  const message = 'must not be before the first moment';
  throw new InvalidError(`The second moment ${message}: swap the two.`, { until: message });
}

/** What was otherwise at a second moment: how many machines went from what to what, and which ones differ, by name. */
export const comparePast = defineQuery('past.compare', async (call, asked) => {
  const { tx, now, context } = call;
  const moment = momentOf(asked, now);
  const from = moment.instant;
  const until = secondMoment(asked, from, now);
  const both = bothMoments(call, asked, from, until);
  const { cursorSecret } = context.ports.keys;
  // "Now" goes on from page to page.
  const second = asked.until === undefined ? null : iso(until);
  const list = `past.compare ${canonicalText({ from: iso(from), until: second, filter: asked.filter })}`;
  const [name, id] = asked.cursor ? decodeCursor(cursorSecret, list, asked.cursor) : [null, null];
  const beyond = name === null ? sql`true` : sql`(${NAME}, m.id) > (${name}::text collate "C", ${id}::uuid)`;
  const found = await tx.$queryRaw<(PastComparison['rows'][number] & { name: string })[]>(sql`
    select m.id, m.hostname, m.simulated, ${NAME} as name, ${asState(sql`f`)} as before, ${asState(sql`g`)} as after
    from ${both} and ${DIFFERS} and ${beyond} order by ${NAME}, m.id limit ${asked.limit + 1}`);
  const moved = await countMoved(call, both);
  const { machines = 0, different = 0 } = moved.find(({ fact }) => fact === null) ?? {};
  const page = found.slice(0, asked.limit);
  const last = page.at(-1);
  return {
    ...(await momentView(call, moment)),
    until: iso(until),
    same: machines - different,
    different,
    changes: changesOf(moved),
    rows: page.map(({ name: _, ...one }) => one),
    nextCursor:
      found.length > asked.limit && last !== undefined
        ? encodeCursor(cursorSecret, list, [last.name, last.id])
        : null,
  };
});
