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

/** Where machines, their observation `f` and `o` and their verdicts `v` are read from, and what is asked of them. */
interface Basis {
  source: Sql;
  matching: Sql[];
  observedAt: Sql;
  observation: Sql;
  stands: Sql;
  waived: Sql;
}

function ofNow({ scopes, at, filter, observeSeconds }: FindingsReading): Basis {
  const contact = contactExpression(staleBefore(at, observeSeconds));
  return {
    source: MACHINE_SOURCE,
    matching: [machineScope(scopes), ...machineConditions(filter, { contact, at })],
    observedAt: sql`f.observed_at`,
    observation: sql`f.observation`,
    stands: sql`v.until is null`,
    waived: isWaived(at),
  };
}

function ofThen({ scopes, at, filter, machineId }: FindingsReading): Basis {
  return {
    source: sql`${pastSource(at)} join scope s on s.id = m.scope_id
      left join lateral (
        select h.observation, h.observed_at from observation_history h
        where h.machine_id = m.id and h.observed_at <= ${at} order by h.observed_at desc limit 1
      ) o on true`,
    // A machine that is named is told of whatever its enrolment was.
    matching: (machineId === null ? thereConditions : pastConditions)({ scopes }, filter as PastFilter, at),
    observedAt: sql`o.observed_at`,
    observation: sql`o.observation`,
    stands: sql`v.since <= ${at} and (v.until is null or v.until > ${at})`,
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
  const { scopes, userId, at, machineId } = reading;
  const { source, observedAt, observation, stands, waived, ...basis } = reading.isPast
    ? ofThen(reading)
    : ofNow(reading);
  const matching = [...basis.matching, ...(machineId === null ? [] : [sql`m.id = ${machineId}::uuid`])];
  const query = sql`
    select m.id, m.hostname, m.labels, s.name as scope, f.os_name as "osName", ${observedAt} as "observedAt",
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
    from ${source}
    where ${joinSql(matching, ' and ')}
    order by m.hostname collate "C", m.id`;
  return readInSnapshot<ReadMachine>(pool, {
    visibility: { scopes, userId },
    text: query.text,
    values: query.values,
    rowsAtOnce: MACHINES_AT_ONCE,
    prepare: (db) => takeReadingPlace(db, 'findings'),
  });
}
