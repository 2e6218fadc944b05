import { sql } from '@teredo-fleet/db';
import { type Call, defineQuery } from '../core/define-verb';
import { iso } from '../core/instants';
import { scopeCondition } from '../core/scopes';
import type { FleetDay, FleetFacet } from '../views';

interface Counted {
  day: string;
  facet: FleetFacet | 'all';
  word: string;
  machines: number;
  countedAt: Date;
}

const FACETS: readonly FleetFacet[] = [
  'configured',
  'effective',
  'reachable',
  'turned',
  'nat',
  'server',
  'os',
];

/** The kept numbers, of the scopes that the caller may see. */
function countedDays({ tx, scopes, now }: Call, days: number): Promise<Counted[]> {
  return tx.$queryRaw<Counted[]>(sql`
    select to_char(d.day, 'YYYY-MM-DD') as day, d.facet, d.word, sum(d.machines)::int as machines, max(d.counted_at) as "countedAt"
    from fleet_day d cross join (select (${now}::timestamptz at time zone 'UTC')::date as today) as t
    where d.day > t.today - ${days}::int and d.day <= t.today and ${scopeCondition(scopes, sql`d.scope_id`)}
    group by 1, 2, 3 order by 1`);
}

function facetOf(counted: readonly Counted[], facet: FleetFacet): Record<string, number> {
  const own = counted.filter((one) => one.facet === facet);
  return Object.fromEntries(own.map(({ word, machines }) => [word, machines]));
}

function dayOf(day: string, counted: readonly Counted[]): FleetDay {
  const all = counted.filter(({ facet }) => facet === 'all');
  const sum = (words: readonly string[]) =>
    all.filter(({ word }) => words.includes(word)).reduce((total, { machines }) => total + machines, 0);
  const facets = FACETS.map((facet) => [facet, facetOf(counted, facet)]);
  return {
    day,
    countedAt: iso(new Date(Math.max(...counted.map(({ countedAt }) => countedAt.getTime())))),
    machines: sum(['seen', 'unseen']),
    seen: sum(['seen']),
    facets: Object.fromEntries(facets) as FleetDay['facets'],
  };
}

/** What the fleet was on each of the last days, from numbers that are kept. */
export const readFleetDays = defineQuery('overview.days', async (call, { days }) => {
  const byDay = new Map<string, Counted[]>();
  for (const one of await countedDays(call, days)) byDay.set(one.day, [...(byDay.get(one.day) ?? []), one]);
  return { at: iso(call.now), days: [...byDay].map(([day, counted]) => dayOf(day, counted)) };
});
