import { joinSql, readInSnapshot, type Sql, sql, takeReadingPlace } from '@teredo-fleet/db';
import type { Observation } from '@teredo-fleet/teredo';
import type { Pool } from 'pg';
import type { Scopes } from '../core/scopes';
import type { MachineFilter } from '../inputs/machine-inputs';
import type { PastFilter } from '../inputs/past-inputs';
import { machineConditions } from '../machine/machine-conditions';
import { contactExpression, MACHINE_SOURCE, machineScope, staleBefore } from '../machine/machine-source';
import { pastConditions, thereConditions } from '../past/past-conditions';
import { pastSource } from '../past/past-source';
import { holdsAt, IS_FOR_MACHINE, IS_OF_VERDICT, isWaived, wasWaived } from '../waiver/waiver-sql';
import { stoodAt } from './stood-at';

/** A waiver as a file names it. */
export interface ReadWaiver {
  id: string;
  owner: string;
  reason: string;
  grantedBy: string;
  grantedAt: string;
  expiresAt: string;
}

/** A verdict as it stands, and what waives it. */
export interface ReadVerdict {
  ruleId: string;
  ruleVersion: number;
  verdict: string;
  since: string;
  waiver: ReadWaiver | null;
}

/** A machine with what the rules say of it. */
export interface ReadMachine {
  id: string;
  hostname: string;
  labels: string[];
  scope: string;
  osName: string | null;
  observedAt: Date | null;
  observation: Observation | null;
  verdicts: ReadVerdict[] | null;
}

export interface FindingsReading {
  scopes: Scopes;
  userId: string;
  /** The instant that all of it is of. */
  at: Date;
  /** Whether that is past: then everything is read from history, and the filter is one of the past. */
  isPast: boolean;
  filter: MachineFilter;
  /** Null: every machine that the filter matches. */
  machineId: string | null;
  observeSeconds: number;
}

const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';
const MACHINES_AT_ONCE = 100;

/** The order of a file. */
const BY_NAME = sql`m.hostname collate "C", m.id`;

/** Machines `m` that match, and what else of them and of their verdicts `v` is read. */
interface Basis {
  machines: Sql;
  scope: Sql;
  osName: Sql;
  observedAt: Sql;
  observation: Sql;
  stands: Sql;
  waived: Sql;
}

/** The conditions, and the machine that is named. */
const where = (matching: readonly Sql[], { machineId }: FindingsReading): Sql =>
  joinSql([...matching, ...(machineId === null ? [] : [sql`m.id = ${machineId}::uuid`])], ' and ');

function ofNow(reading: FindingsReading): Basis {
  const { scopes, at, filter, observeSeconds } = reading;
  const contact = contactExpression(staleBefore(at, observeSeconds));
  const matching = [machineScope(scopes), ...machineConditions(filter, { contact, at })];
  return {
    machines: sql`${MACHINE_SOURCE} where ${where(matching, reading)}`,
    scope: sql`s.name`,
    osName: sql`f.os_name`,
    observedAt: sql`f.observed_at`,
    observation: sql`f.observation`,
    stands: sql`v.until is null`,
    waived: isWaived(at),
  };
}

/**
 * Machines are put in order before their observations are looked up: no index has the time of those, and to go through the history of
 * all machines before the first row is given takes longer than a statement may.
 */
function ofThen(reading: FindingsReading): Basis {
  const { scopes, at, filter, machineId } = reading;
  // A machine that is named is told of whatever its enrolment was.
  const conditions = machineId === null ? thereConditions : pastConditions;
  const matching = conditions({ scopes }, filter as PastFilter, at);
  return {
    machines: sql`(
        select m.id, m.hostname, m.labels, s.name as scope, f.os_name from ${pastSource(at)} join scope s on s.id = m.scope_id
        where ${where(matching, reading)} order by ${BY_NAME}
      ) m left join lateral (
        select h.observation, h.observed_at from observation_history h
        where h.machine_id = m.id and h.observed_at <= ${at} order by h.observed_at desc limit 1
      ) o on true`,
    scope: sql`m.scope`,
    osName: sql`m.os_name`,
    observedAt: sql`o.observed_at`,
    observation: sql`o.observation`,
    stands: stoodAt(at),
    waived: wasWaived(at),
  };
}

/**
 * Machines that match with their verdicts, by name, as they were at one moment.
 *
 * @throws TooManyReadersError before the first ones.
 */
export function readFindings(
  pool: Pool,
  reading: FindingsReading,
): AsyncGenerator<ReadMachine[], void, undefined> {
  const { scopes, userId, at } = reading;
  const basis = reading.isPast ? ofThen(reading) : ofNow(reading);
  const { machines, scope, osName, observedAt, observation, stands, waived } = basis;
  const query = sql`
    select m.id, m.hostname, m.labels, ${scope} as scope, ${osName} as "osName", ${observedAt} as "observedAt",
      ${observation} - 'evidence' as observation, (
        select jsonb_agg(jsonb_build_object('ruleId', v.rule_id, 'ruleVersion', v.rule_version, 'verdict', v.verdict,
          'since', to_char(v.since at time zone 'UTC', ${ISO}), 'waiver', case when ${waived} then (
            select jsonb_build_object('id', w.id, 'owner', w.owner, 'reason', w.reason,
              'grantedBy', coalesce(u.name, w.granted_by_id),
              'grantedAt', to_char(w.granted_at at time zone 'UTC', ${ISO}),
              'expiresAt', to_char(w.expires_at at time zone 'UTC', ${ISO}))
            from waiver w join machine wm on wm.id = v.machine_id and ${IS_FOR_MACHINE}
            left join "user" u on u.id = w.granted_by_id
            where ${IS_OF_VERDICT} and ${holdsAt(at)} order by w.expires_at desc, w.id limit 1) end))
        from machine_finding v where v.machine_id = m.id and ${stands}) as verdicts
    from ${machines}
    order by ${BY_NAME}`;
  return readInSnapshot<ReadMachine>(pool, {
    visibility: { scopes, userId },
    text: query.text,
    values: query.values,
    rowsAtOnce: MACHINES_AT_ONCE,
    prepare: (db) => takeReadingPlace(db, 'findings'),
  });
}
