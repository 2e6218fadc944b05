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

async function changesOf({ tx }: Call, both: Sql): Promise<PastComparison['changes']> {
  const found: PastComparison['changes'] = [];
  for (const [fact, column] of Object.entries(FACTS)) {
    const [before, after] = [rawSql(`f.${column}`), rawSql(`g.${column}`)];
    found.push(
      ...(await tx.$queryRaw<PastComparison['changes']>(sql`
        select ${fact} as fact, ${before} as "from", ${after} as "to", count(*)::int as machines
        from ${both} and ${before} is distinct from ${after} group by 2, 3 order by machines desc, 2, 3`)),
    );
  }
  return found;
}

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
  const list = `past.compare ${canonicalText({ from: iso(from), until: iso(until), filter: asked.filter })}`;
  const [name, id] = asked.cursor ? decodeCursor(cursorSecret, list, asked.cursor) : [null, null];
  const beyond = name === null ? sql`true` : sql`(${NAME}, m.id) > (${name}::text collate "C", ${id}::uuid)`;
  const found = await tx.$queryRaw<(PastComparison['rows'][number] & { name: string })[]>(sql`
    select m.id, m.hostname, m.simulated, ${NAME} as name, ${asState(sql`f`)} as before, ${asState(sql`g`)} as after
    from ${both} and ${DIFFERS} and ${beyond} order by ${NAME}, m.id limit ${asked.limit + 1}`);
  const [{ same, different } = { same: 0, different: 0 }] = await tx.$queryRaw<
    [{ same: number; different: number }]
  >(sql`
    select (count(*) filter (where not (${DIFFERS})))::int as same, (count(*) filter (where ${DIFFERS}))::int as different from ${both}`);
  const page = found.slice(0, asked.limit);
  const last = page.at(-1);
  return {
    ...(await momentView(call, moment)),
    until: iso(until),
    same,
    different,
    changes: await changesOf(call, both),
    rows: page.map(({ name: _, ...one }) => one),
    nextCursor:
      found.length > asked.limit && last !== undefined
        ? encodeCursor(cursorSecret, list, [last.name, last.id])
        : null,
  };
});
