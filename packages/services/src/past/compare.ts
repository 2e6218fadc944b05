import { joinSql, rawSql, type Sql, sql } from '@teredo-fleet/db';
import { decodeCursor, encodeCursor } from '../core/cursor';
import { type Call, defineQuery } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { canonicalText } from '../core/sha256';
import { InvalidError } from '../errors';
import type { ParsedInput } from '../inputs';
import { NAME } from '../machine/machine-order';
import type { PastComparison } from '../views';
import { type Moment, momentOf } from './moment';
import { momentView } from './moment-view';
import { pastConditions } from './past-conditions';
import { asState, factsAt, pastSource, type StoredState, stateView, statusAt } from './past-source';

type Asked = ParsedInput<'past.compare'>;

/** What is told of by number: its column at the first and at the second moment. */
const FACTS = {
  status: ['e.status', 'd.status'],
  configured: ['f.configured_type', 'g.configured_type'],
  effective: ['f.effective_state', 'g.effective_state'],
  reachable: ['f.reachable', 'g.reachable'],
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
  'nat',
  'server',
  'teredo_address',
];

const row = (facts: string, enrolment: string): Sql =>
  rawSql(`(${[`${enrolment}.status`, ...COMPARED.map((column) => `${facts}.${column}`)].join(', ')})`);
const DIFFERS = sql`${row('f', 'e')} is distinct from ${row('g', 'd')}`;

/**
 * Machines that match at the first moment (`f`, and `e` of the enrolment), with what they were at the second (`g`, `d`). Without a
 * status that is asked for: those that were there at either.
 */
function bothMoments(call: Call, { filter }: Asked, from: Date, until: Date): Sql {
  const there = sql`(e.status <> 'retired' or d.status <> 'retired')`;
  const where = [...pastConditions(call, filter, from), ...(filter.status?.length ? [] : [there])];
  return sql`${pastSource(from)} ${factsAt(until, sql`g`)} ${statusAt(until, sql`d`)} where ${joinSql(where, ' and ')}`;
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
    ([fact, [first, second]]) =>
      sql`${rawSql(first)} as ${before(fact)}, ${rawSql(second)} as ${after(fact)}`,
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

function secondMoment({ until, untilLater, timeZone }: Asked, from: Date, now: Date): Moment {
  const second =
    until === undefined
      ? { instant: now, otherwise: null }
      : momentOf({ at: until, timeZone, later: untilLater }, now, 'until');
  if (second.instant >= from) return second;
  const message = 'must not be before the first moment';
  throw new InvalidError(`The second moment ${message}: swap the two.`, { until: message });
}

interface Differing extends Omit<PastComparison['rows'][number], 'before' | 'after'> {
  name: string;
  before: StoredState;
  after: StoredState;
}

/** What was otherwise at a second moment: how many machines went from what to what, and which ones differ, by name. */
export const comparePast = defineQuery('past.compare', async (call, asked) => {
  const { tx, now, context } = call;
  const moment = momentOf(asked, now);
  const from = moment.instant;
  const secondly = secondMoment(asked, from, now);
  const until = secondly.instant;
  const both = bothMoments(call, asked, from, until);
  const { cursorSecret } = context.ports.keys;
  // "Now" goes on from page to page.
  const second = asked.until === undefined ? null : iso(until);
  const list = `past.compare ${canonicalText({ from: iso(from), until: second, filter: asked.filter })}`;
  const [name, id] = asked.cursor ? decodeCursor(cursorSecret, list, asked.cursor) : [null, null];
  const beyond = name === null ? sql`true` : sql`(${NAME}, m.id) > (${name}::text collate "C", ${id}::uuid)`;
  const found = await tx.$queryRaw<Differing[]>(sql`
    select m.id, m.hostname, m.simulated, ${NAME} as name, e.status as "statusBefore", d.status as "statusAfter",
      ${asState(sql`f`)} as before, ${asState(sql`g`)} as after
    from ${both} and ${DIFFERS} and ${beyond} order by ${NAME}, m.id limit ${asked.limit + 1}`);
  const moved = await countMoved(call, both);
  const { machines = 0, different = 0 } = moved.find(({ fact }) => fact === null) ?? {};
  const page = found.slice(0, asked.limit);
  const last = page.at(-1);
  return {
    ...(await momentView(call, moment)),
    until: iso(until),
    untilOtherwise: isoOrNull(secondly.otherwise),
    same: machines - different,
    different,
    changes: changesOf(moved),
    rows: page.map(({ name: _, before, after, ...one }) => ({
      ...one,
      before: stateView(before),
      after: stateView(after),
    })),
    nextCursor:
      found.length > asked.limit && last !== undefined
        ? encodeCursor(cursorSecret, list, [last.name, last.id])
        : null,
  };
});
