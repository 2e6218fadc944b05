import { joinSql, type Sql, sql } from '@teredo-fleet/db';
import { isWaived, wasWaived } from '../waiver/waiver-sql';
import { stoodAt } from './stood-at';

/** What a word of a filter asks for: `rule:verdict` as it is now, `rule:verdict@2026-11-28T23:59:30.000Z` as it was. */
interface Asked {
  rule: string;
  verdict: string;
  /** Null: as it is now. */
  then: Date | null;
}

const WORD = /^([a-z0-9-]+):([a-z-]+)(?:@(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z))?$/;

/** Null for what names no verdict: nothing matches it. */
function parseWord(word: string): Asked | null {
  const [, rule, verdict, at] = WORD.exec(word) ?? [];
  if (rule === undefined || verdict === undefined) return null;
  const then = at === undefined ? null : new Date(at);
  return then !== null && Number.isNaN(then.getTime()) ? null : { rule, verdict, then };
}

/** Which verdicts `v` are asked for. */
function matches(word: string, now: Date): Sql {
  const asked = parseWord(word);
  if (asked === null) return sql`false`;
  const { rule, verdict, then } = asked;
  const stands = then === null ? sql`v.until is null` : stoodAt(then);
  const said = sql`v.rule_id = ${rule} and v.verdict = ${verdict === 'waived' ? 'finding' : verdict} and ${stands}`;
  const waived = then === null ? isWaived(now) : wasWaived(then);
  if (verdict === 'waived') return sql`(${said} and ${waived})`;
  return verdict === 'finding' ? sql`(${said} and not ${waived})` : sql`(${said})`;
}

/** Machines `m` of which rules say one of these, as of an instant, or said it at another one. */
export function judgedBy(findings: readonly string[] | undefined, at: Date): Sql[] {
  if (findings === undefined || findings.length === 0) return [];
  const words = [...new Set(findings)].map((word) => matches(word, at));
  return [sql`m.id in (select v.machine_id from machine_finding v where ${joinSql(words, ' or ')})`];
}
