import { joinSql, type Sql, sql } from '@teredo-fleet/db';
import { decodeCursor, encodeCursor } from '../core/cursor';
import { type Call, defineQuery } from '../core/define-verb';
import { iso } from '../core/instants';
import { scopeCondition } from '../core/scopes';
import { canonicalText } from '../core/sha256';
import { type KnownRule, knownRules } from '../finding/known-rules';
import type { ParsedInput } from '../inputs';
import { waiverNames } from './waiver-names';
import { holdsAt, IS_FOR_MACHINE, IS_OF_VERDICT } from './waiver-sql';
import { waiverView } from './waiver-view';

type Asked = ParsedInput<'waiver.list'>;

/** A waiver of an earlier version of its rule covers nothing, however long it was granted for. */
function isOfToday(rules: readonly KnownRule[]): Sql {
  return sql`(w.rule_id, w.rule_version) in (select * from unnest(${rules.map(({ id }) => id)}::text[], ${rules.map(({ version }) => version)}::int[]))`;
}

function conditions(
  { scopes, now }: Call,
  { ruleId, machineId, which }: Asked,
  rules: readonly KnownRule[],
): Sql[] {
  const holding = sql`(${holdsAt(now)} and ${isOfToday(rules)})`;
  return [
    scopeCondition(scopes, sql`w.scope_id`),
    which === 'holding' ? holding : sql`not ${holding}`,
    ...(ruleId === undefined ? [] : [sql`w.rule_id = ${ruleId}`]),
    ...(machineId === undefined
      ? []
      : [sql`exists (select from machine wm where wm.id = ${machineId}::uuid and ${IS_FOR_MACHINE})`]),
  ];
}

/** When a waiver ended, or will. */
const END = sql`least(w.expires_at, coalesce(w.revoked_at, 'infinity'))`;

interface Place {
  end: string;
  id: string;
}

/** How many active machines each of these covers now. */
async function coverings({ tx, now }: Call, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; machines: number }[]>(sql`
    with mine as materialized (select * from waiver w where w.id = any(${[...ids]}::uuid[]) and ${holdsAt(now)}),
    hit as (
      select w.id, w.rule_id, w.rule_version, wm.id as machine_id from mine w join machine wm on wm.id = w.machine_id
        and wm.scope_id = w.scope_id and wm.status = 'active'
      union all
      select w.id, w.rule_id, w.rule_version, wm.id from mine w join machine wm on w.label = any(wm.labels)
        and wm.scope_id = w.scope_id and wm.status = 'active' where w.label is not null
    )
    select w.id, count(*)::int as machines
    from hit w join machine_finding v on v.machine_id = w.machine_id and v.until is null and ${IS_OF_VERDICT}
    group by w.id`);
  return new Map(rows.map(({ id, machines }) => [id, machines]));
}

/** Waivers page by page: those that hold, the first to expire first, or those that have ended, the newest end first. */
export const listWaivers = defineQuery('waiver.list', async (call, asked) => {
  const { tx, now, context } = call;
  const { which, ruleId = null, machineId = null, cursor, limit } = asked;
  const { cursorSecret } = context.ports.keys;
  const list = `waiver.list ${canonicalText({ which, ruleId, machineId })}`;
  const [end, id] = cursor ? decodeCursor(cursorSecret, list, cursor) : [null, null];
  const order = which === 'holding' ? sql`asc` : sql`desc`;
  const beyond = which === 'holding' ? sql`>` : sql`<`;
  const rules = await knownRules(call);
  const where = [
    ...conditions(call, asked, rules),
    ...(end === null ? [] : [sql`(${END}, w.id) ${beyond} (${end}::timestamptz, ${id}::uuid)`]),
  ];
  const found = await tx.$queryRaw<Place[]>(sql`
    select w.id, ${END}::text as end from waiver w where ${joinSql(where, ' and ')}
    order by ${END} ${order}, w.id ${order} limit ${limit + 1}`);
  const page = found.slice(0, limit);
  const ids = page.map((place) => place.id);
  const stored = new Map(
    (await tx.waiver.findMany({ where: { id: { in: ids } } })).map((one) => [one.id, one]),
  );
  const waivers = ids.flatMap((one) => stored.get(one) ?? []);
  const names = await waiverNames(call, waivers);
  const covers = await coverings(call, ids);
  const last = page.at(-1);
  return {
    at: iso(now),
    rows: waivers.map((one) => waiverView(one, { at: now, names, covers: covers.get(one.id) ?? 0 })),
    nextCursor:
      found.length > limit && last !== undefined
        ? encodeCursor(cursorSecret, list, [last.end, last.id])
        : null,
  };
});
