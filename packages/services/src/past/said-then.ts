import { joinSql, type Sql, sql } from '@teredo-fleet/db';
import { stoodAt } from '../finding/stood-at';

const WORD = /^([a-z0-9-]+)@([1-9]\d{0,8}):([a-z-]+)$/;

/** Conditions of verdicts `v` by the rule that they are of; what names no verdict is of a rule that there is not. */
function byRule(words: readonly string[]): Map<string, Sql[]> {
  const rules = new Map<string, Sql[]>();
  for (const word of new Set(words)) {
    const [, rule = '', version = '0', verdict = ''] = WORD.exec(word) ?? [];
    const said = sql`(v.rule_version = ${Number(version)} and v.verdict = ${verdict})`;
    rules.set(rule, [...(rules.get(rule) ?? []), said]);
  }
  return rules;
}

/**
 * Machines `m` of which rules said these at a moment, whatever is waived: `rule@version:verdict`. Of one rule any of them, of
 * several rules each, so that what is counted of one rule among the machines of another leads to just those.
 */
export function saidThen(words: readonly string[] | undefined, at: Date): Sql[] {
  return [...byRule(words ?? [])].map(
    ([rule, said]) => sql`m.id in (select v.machine_id from machine_finding v
      where v.rule_id = ${rule} and ${stoodAt(at)} and (${joinSql(said, ' or ')}))`,
  );
}
