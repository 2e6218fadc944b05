import { joinSql, rawSql, type Sql, sql } from '@teredo-fleet/db';
import { type Call, defineQuery } from '../core/define-verb';
import { withRuleTitles } from '../finding/rule-titles';
import { stoodAt } from '../finding/stood-at';
import type { ParsedInput } from '../inputs';
import type { PastFleet } from '../views';
import { momentOf } from './moment';
import { momentView } from './moment-view';
import { SERVER_THEN, thereConditions } from './past-conditions';
import { pastSource, statusAt, toldAt } from './past-source';

const FACETS = {
  byConfigured: 'configured_type',
  byEffective: 'effective_state',
  byReachable: 'reachable',
  byRole: 'role',
  bySeverity: 'severity',
  byOs: 'os_name',
  byNat: 'nat',
  byServer: 'server',
  byTold: 'word',
} as const;

type Facet = keyof typeof FACETS;

interface Group {
  facet: Facet | null;
  word: string | null;
  machines: number;
  known: number;
}

function tally(groups: readonly Group[], facet: Facet): Record<string, number> {
  const own = groups.filter((group) => group.facet === facet && group.word !== null);
  return Object.fromEntries(own.map(({ word, machines }) => [word, machines]));
}

/** Machines of today that match, as they were at a moment, with what their people had been told. */
function matching(call: Call, filter: ParsedInput<'past.fleet'>['filter'], at: Date): Sql {
  const where = thereConditions(call, filter, at);
  return sql`
    select m.id, f.machine_id is not null as known, f.configured_type, f.effective_state, f.reachable, f.role, f.severity, f.os_name,
      f.nat, ${SERVER_THEN} as server
    from ${pastSource(at)} where ${joinSql(where, ' and ')}`;
}

/** Of every machine that was there, where that is asked for: few were not, and to look up all that match would take most of the time. */
const ofMachines = (machines: Sql | null, at: Date): Sql =>
  machines === null
    ? sql`v.machine_id not in (select m.id from machine m ${statusAt(at)} where e.status is null or e.status = 'retired')`
    : sql`v.machine_id in (select id from (${machines}) m)`;

type Said = Omit<PastFleet['findings'][number], 'ruleTitle'>;

async function verdictsAt(call: Call, machines: Sql | null, at: Date): Promise<PastFleet['findings']> {
  const said = await call.tx.$queryRaw<Said[]>(sql`
    select v.rule_id as "ruleId", v.rule_version as "ruleVersion", v.verdict, count(*)::int as machines
    from machine_finding v
    where ${stoodAt(at)} and ${ofMachines(machines, at)}
    group by 1, 2, 3 order by 1, 2, 3`);
  return withRuleTitles(call, said);
}

const isEmpty = (filter: object): boolean => Object.keys(filter).length === 0;

/** How many machines of today were what at a moment, what rules said of them, and what their people had been told. */
export const pastFleet = defineQuery('past.fleet', async (call, { filter, ...asked }) => {
  const { tx, now } = call;
  const moment = momentOf(asked, now);
  const at = moment.instant;
  const machines = matching(call, filter, at);
  const names = Object.entries(FACETS);
  const facet = joinSql(
    names.map(([key, column]) => sql`when grouping(${rawSql(column)}) = 0 then ${key}`),
    ' ',
  );
  const columns = joinSql(
    Object.values(FACETS).map((column) => rawSql(column)),
    ', ',
  );
  const sets = joinSql(
    Object.values(FACETS).map((column) => rawSql(`(${column})`)),
    ', ',
  );
  const groups = await tx.$queryRaw<Group[]>(sql`
    select case ${facet} end as facet, coalesce(${columns}) as word, count(*)::int as machines,
      (count(*) filter (where known))::int as known
    from (select found.*, coalesce(t.word, 'nothing') as word from (${machines}) found left join (${toldAt(at)}) t on t.machine_id = found.id) as told
    group by grouping sets ((), ${sets})`);
  const all = groups.find((group) => group.facet === null);
  const counts = Object.fromEntries(names.map(([key]) => [key, tally(groups, key as Facet)]));
  return {
    ...(await momentView(call, moment)),
    known: all?.known ?? 0,
    unknown: (all?.machines ?? 0) - (all?.known ?? 0),
    ...(counts as Record<Facet, Record<string, number>>),
    findings: await verdictsAt(call, call.scopes === '*' && isEmpty(filter) ? null : machines, at),
  };
});
