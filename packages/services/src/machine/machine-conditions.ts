import { rawSql, type Sql, sql, VERIFIED_MACHINES } from '@teredo-fleet/db';
import { containsPattern } from '../core/like-pattern';
import { scopeCondition } from '../core/scopes';
import { judgedBy } from '../finding/judged-by';
import type { MachineFilter } from '../inputs/machine-inputs';
import { foundBy } from '../policy/found-by';
import { fellSilent } from './silent-since';

/** What a filter condition on many values of one expression looks like. */
export function anyOf(expression: Sql, values: readonly string[] | undefined): Sql[] {
  return values === undefined || values.length === 0
    ? []
    : [sql`${expression} = any(${[...values]}::text[])`];
}

function search(words: string | undefined): Sql[] {
  if (words === undefined || words === '') return [];
  const pattern = containsPattern(words);
  return [
    sql`(m.hostname ilike ${pattern} or f.teredo_address ilike ${pattern}
      or exists (select from unnest(m.labels) as l(label) where l.label ilike ${pattern}))`,
  ];
}

const inScope = (ids: readonly string[] | undefined): Sql[] =>
  ids === undefined || ids.length === 0 ? [] : [scopeCondition(ids, sql`m.scope_id`)];

/** `none`: it said what it is, and no server is known of it. */
function servedBy(servers: readonly string[] | undefined): Sql[] {
  if (servers === undefined || servers.length === 0) return [];
  const named = sql`exists (select from machine_teredo_server t where t.machine_id = m.id and t.server = any(${[...servers]}::text[]))`;
  if (!servers.includes('none')) return [named];
  const none = sql`f.machine_id is not null and not exists (select from machine_teredo_server t where t.machine_id = m.id and t.server is not null)`;
  return [sql`(${named} or ${none})`];
}

function askedBy(applications: readonly string[] | undefined): Sql[] {
  if (applications === undefined || applications.length === 0) return [];
  return [
    sql`exists (select from machine_application a where a.machine_id = m.id and a.application = any(${[...applications]}::text[]))`,
  ];
}

/** Otherwise than a rollout left them, as the alert *drift* counts them. */
function driftedFrom(wanted: boolean | undefined): Sql[] {
  if (wanted === undefined) return [];
  const drifted = sql`exists (select from (${rawSql(VERIFIED_MACHINES)}) w where w.machine_id = m.id and w.drifted)`;
  return [wanted ? drifted : sql`not ${drifted}`];
}

function silentSince(since: string | undefined, at: Date): Sql[] {
  if (since === undefined) return [];
  return [
    sql`exists (select from machine_contact c where c.machine_id = m.id and ${fellSilent(new Date(since), at)})`,
  ];
}

const after = (moment: Sql, since: string | undefined): Sql[] =>
  since === undefined ? [] : [sql`${moment} > ${new Date(since)}`];

/** Machines `m` with a change that is not over and in one of these states. */
export function changing(states: readonly string[] | undefined): Sql[] {
  if (states === undefined || states.length === 0) return [];
  return [
    sql`exists (select from job j where j.machine_id = m.id and j.finished_at is null and j.state = any(${[...states]}::text[]))`,
  ];
}

/** What the conditions of a filter are asked of. */
export interface FilterBasis {
  contact: Sql;
  /** Waivers that hold then are taken into account. */
  at: Date;
}

/** The conditions of a filter, to be joined by "and". */
export function machineConditions(filter: MachineFilter, { contact, at }: FilterBasis): Sql[] {
  const { label, simulated } = filter;
  return [
    ...search(filter.search),
    ...inScope(filter.scope),
    ...anyOf(sql`m.status`, filter.status),
    ...anyOf(contact, filter.contact),
    ...silentSince(filter.silentSince, at),
    ...after(sql`m.enrolled_at`, filter.enrolledSince),
    ...after(sql`m.retired_at`, filter.retiredSince),
    ...changing(filter.change),
    ...anyOf(sql`f.configured_type`, filter.configured),
    ...anyOf(sql`f.effective_state`, filter.effective),
    ...anyOf(sql`f.nat`, filter.nat),
    ...anyOf(sql`f.role`, filter.role),
    ...anyOf(sql`f.reachable`, filter.reachable),
    ...anyOf(sql`f.severity`, filter.severity),
    ...anyOf(sql`f.diagnosis_code`, filter.diagnosis),
    ...anyOf(sql`m.platform`, filter.platform),
    ...anyOf(sql`f.os_name`, filter.os),
    ...anyOf(sql`m.agent_version`, filter.agentVersion),
    ...servedBy(filter.server),
    ...askedBy(filter.application),
    ...judgedBy(filter.finding, at),
    ...foundBy(filter.policy),
    ...driftedFrom(filter.drifted),
    ...(label === undefined || label.length === 0 ? [] : [sql`m.labels && ${label}::text[]`]),
    ...(simulated === undefined ? [] : [sql`m.simulated = ${simulated}`]),
  ];
}
