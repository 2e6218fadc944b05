import { type Sql, sql } from '@teredo-fleet/db';
import { type Scopes, scopeCondition } from '../core/scopes';

/** A machine's facts are stale after this many observation periods without a new one. */
export const STALE_PERIODS = 3;

/** Before this instant, facts are stale. */
export function staleBefore(now: Date, observeSeconds: number): Date {
  return new Date(now.getTime() - STALE_PERIODS * observeSeconds * 1000);
}

/**
 * Contact of a machine as one word: never connected; not connected; connected, but its facts (or, before the first
 * ones, its connection) are older than three observation periods; or online.
 */
export function contactExpression(stale: Date): Sql {
  return sql`case
    when c.last_seen_at is null then 'never-seen'
    when not c.connected then 'offline'
    when coalesce(f.received_at, c.connected_at, c.last_seen_at) < ${stale} then 'stale'
    else 'online'
  end`;
}

/** Everything lists and counts are made from. */
export const MACHINE_SOURCE = sql`
  machine m
  join scope s on s.id = m.scope_id
  left join machine_contact c on c.machine_id = m.id
  left join machine_facts f on f.machine_id = m.id`;

/** The first wall for machines; row-level security is the second. */
export function machineScope(scopes: Scopes): Sql {
  return scopeCondition(scopes, sql`m.scope_id`);
}
