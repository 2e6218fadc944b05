import { joinSql, type Sql, sql } from '@teredo-fleet/db';

const WORD = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?::([a-z]+))?$/;
const STANDINGS = ['alone', 'wins', 'yields', 'undecided'];

/** Which rows `v` of which policies `vp` are asked for; what names no policy matches nothing. */
function matches(word: string): Sql {
  const [, id, said] = WORD.exec(word) ?? [];
  if (id === undefined) return sql`false`;
  const own = sql`v.policy_id = ${id}::uuid`;
  if (said === undefined) return own;
  return STANDINGS.includes(said)
    ? sql`(${own} and v.standing = ${said})`
    : sql`(${own} and v.verdict = ${said})`;
}

/** Machines `m` of which policies say one of these: `id`, `id:drifted`, or how the policy stands there: `id:undecided`. */
export function foundBy(policies: readonly string[] | undefined): Sql[] {
  if (policies === undefined || policies.length === 0) return [];
  const words = [...new Set(policies)].map(matches);
  return [
    sql`m.id in (select v.machine_id from machine_policy v join policy vp on vp.id = v.policy_id and vp.version = v.version
      where ${joinSql(words, ' or ')})`,
  ];
}
