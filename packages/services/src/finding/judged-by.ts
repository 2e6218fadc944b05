import { joinSql, type Sql, sql } from '@teredo-fleet/db';
import { waivedAt } from '../waiver/waiver-sql';

/** Which verdicts `v` a word of a filter asks for, `rule:verdict`. */
function asked(word: string, at: Date): Sql {
  const [rule = '', verdict = ''] = word.split(':');
  const stored = verdict === 'waived' ? 'finding' : verdict;
  const said = sql`v.rule_id = ${rule} and v.verdict = ${stored} and v.until is null`;
  if (verdict === 'waived') return sql`(${said} and ${waivedAt(at)})`;
  return verdict === 'finding' ? sql`(${said} and not ${waivedAt(at)})` : sql`(${said})`;
}

/** Machines `m` of which rules say one of these, as of an instant. */
export function judgedBy(findings: readonly string[] | undefined, at: Date): Sql[] {
  if (findings === undefined || findings.length === 0) return [];
  const words = [...new Set(findings)].map((word) => asked(word, at));
  return [sql`m.id in (select v.machine_id from machine_finding v where ${joinSql(words, ' or ')})`];
}
