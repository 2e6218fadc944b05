import { type Sql, sql } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import type { PastFilter } from '../inputs/past-inputs';
import { anyOf, machineConditions } from '../machine/machine-conditions';
import { machineScope } from '../machine/machine-source';
import { toldAt } from './past-source';
import { saidThen } from './said-then';

type Scoped = Pick<Call, 'scopes'>;

/** The server of a machine at a moment as one word; null where it had not reported. */
export const SERVER_THEN = sql`case when f.machine_id is not null then coalesce(f.server, 'none') end`;

/**
 * What their people had been told last by then, by the newest receipt. Receipts of all machines are put in order once, in a set that is
 * looked into machine by machine, so that a page by name ends early; a join takes three times as long where many match. Where those of
 * whom nothing is on record are wanted, it is the set of those that are not: `is null`, since that is estimated to be few, and a set that
 * is thought to be larger than memory is gone through anew for each machine.
 */
function toldBy(words: readonly string[] | undefined, at: Date): Sql[] {
  if (words === undefined || words.length === 0) return [];
  const told = sql`select t.machine_id from (${toldAt(at)}) t`;
  const wanted = sql`${[...words]}::text[]`;
  return words.includes('nothing')
    ? [sql`m.id not in (${told} where array_position(${wanted}, t.word) is null)`]
    : [sql`m.id in (${told} where t.word = any(${wanted}))`];
}

/** What machines must have been at a moment, to be joined by "and"; whether their enrolment had begun or was over is not asked. */
export function pastConditions(
  { scopes }: Scoped,
  { status, server, told, said, ...rest }: PastFilter,
  at: Date,
): Sql[] {
  return [
    machineScope(scopes),
    ...machineConditions(rest, { contact: sql`null`, at }),
    ...anyOf(sql`e.status`, status),
    ...anyOf(SERVER_THEN, server),
    ...toldBy(told, at),
    ...saidThen(said, at),
  ];
}

/** The same, of those that were there: enrolled, and retired only where that is asked for. */
export function thereConditions(call: Scoped, filter: PastFilter, at: Date): Sql[] {
  const there = filter.status === undefined || filter.status.length === 0 ? [sql`e.status <> 'retired'`] : [];
  return [...pastConditions(call, filter, at), ...there];
}
