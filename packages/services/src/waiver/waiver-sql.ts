import { type Sql, sql } from '@teredo-fleet/db';

/**
 * Whether a waiver `w` holds at an instant. By times alone: no job has to have run, and a report that names one instant says
 * the same from its first line to its last.
 */
export function holdsAt(at: Date): Sql {
  return sql`(w.granted_at <= ${at} and w.expires_at > ${at} and (w.revoked_at is null or w.revoked_at > ${at}))`;
}

/** Whether a waiver `w` is for a machine `wm`, by the labels that it has now. */
export const IS_FOR_MACHINE = sql`(wm.scope_id = w.scope_id and (w.machine_id = wm.id or w.label = any(wm.labels)))`;

/** Whether a waiver `w` is of what a verdict `v` says: of this version of the rule, and a finding. */
export const IS_OF_VERDICT = sql`(w.rule_id = v.rule_id and w.rule_version = v.rule_version and v.verdict = 'finding')`;

/**
 * Whether a verdict `v` that stands is a finding that a waiver covers at an instant: one since which nobody granted or revoked
 * anything.
 */
export function isWaived(at: Date): Sql {
  return sql`(v.verdict = 'finding' and coalesce(v.waived_until > ${at}, false))`;
}

/** The same of a verdict that stood at an instant that is past, by the labels that its machine has now. */
export function wasWaived(at: Date): Sql {
  return sql`exists (select from waiver w join machine wm on wm.id = v.machine_id and ${IS_FOR_MACHINE}
    where ${IS_OF_VERDICT} and ${holdsAt(at)})`;
}
