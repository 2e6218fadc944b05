import { type Sql, sql } from '@teredo-fleet/db';
import { diagnosisTitle } from '../machine/diagnosis-title';
import type { PastState } from '../views';

/** What a machine was at a moment, as `f`, where lists of today have its facts; nothing where it had not reported. */
export const factsAt = (at: Date, name = sql`f`): Sql => sql`
  left join lateral (
    select p.* from machine_past p where p.machine_id = m.id and p.since <= ${at} order by p.since desc limit 1
  ) ${name} on true`;

/** What its enrolment was at a moment, as `e`; nothing before there was one. */
export const statusAt = (at: Date, name = sql`e`): Sql => sql`
  left join lateral (
    select h.status from machine_status_history h where h.machine_id = m.id and h.since <= ${at} order by h.since desc limit 1
  ) ${name} on true`;

/** Machines of today with what they were at a moment. Which one may be seen is said by its scope of today. */
export const pastSource = (at: Date): Sql => sql`machine m ${factsAt(at)} ${statusAt(at)}`;

/**
 * The moment at which a receipt `r` became what it is: the answer, by the machine's clock, or the word of it, where that came earlier (a
 * clock is ahead) or no answer has a time. `receiptThen` of reports has the same rule.
 */
export const RECEIPT_AT = sql`least(r.answered_at, r.received_at)`;

/** Displayed or answered by a moment: only then anybody had been told. */
export const saidBy = (at: Date): Sql => sql`(r.displayed_at <= ${at} or ${RECEIPT_AT} <= ${at})`;

/** What a receipt had come to by a moment. */
export const wordAt = (at: Date): Sql => sql`case
    when ${RECEIPT_AT} > ${at} then 'shown' when r.overridden_by <> '{}' then 'overridden' else r.answer end`;

const saidAt = (at: Date): Sql =>
  sql`case when ${RECEIPT_AT} <= ${at} then ${RECEIPT_AT} else r.displayed_at end`;

const TOLD = (at: Date): Sql => sql`${wordAt(at)} as word, ${saidAt(at)} as at, j.id as job_id, r.user_name
    from receipt r join job j on j.id = r.job_id where ${saidBy(at)}`;

/** What the people of each machine had been told last by a moment, by the newest receipt. */
export const toldAt = (at: Date): Sql => sql`
  select distinct on (j.machine_id) j.machine_id, ${TOLD(at)} order by j.machine_id, ${saidAt(at)} desc, r.id desc`;

/** The same of one machine alone. */
export const toldOneAt = (at: Date, machineId: Sql): Sql => sql`
  select ${TOLD(at)} and j.machine_id = ${machineId} order by ${saidAt(at)} desc, r.id desc limit 1`;

/** A row of machine_past under a name, as a JSON object, so that "none" is one null. */
export const asState = (name: Sql): Sql => sql`
  case when ${name}.machine_id is not null then jsonb_build_object('since', to_char(${name}.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'osName', ${name}.os_name, 'configured', ${name}.configured_type, 'setBy', ${name}.configured_set_by,
    'effective', ${name}.effective_state, 'reachable', ${name}.reachable, 'role', ${name}.role,
    'diagnosis', ${name}.diagnosis_code, 'severity', ${name}.severity, 'nat', ${name}.nat, 'server', ${name}.server, 'teredoAddress', ${name}.teredo_address) end`;

export type StoredState = Omit<PastState, 'diagnosisTitle'> | null;

/** A state as `asState` read it, with words for what it names by code. */
export const stateView = (state: StoredState): PastState | null =>
  state === null ? null : { ...state, diagnosisTitle: diagnosisTitle(state.diagnosis) };
