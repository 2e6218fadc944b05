import type { MachineRole } from '@teredo-fleet/teredo';
import type { Queryable } from '../client/queryable';

/** One observation as it came in. Times by the server's clock (the agent's, corrected by what it was off). */
export interface FactsInput {
  machineId: string;
  observedAt: Date;
  receivedAt: Date;
  reason: string;
  observation: unknown;
  /** Machine's clock minus the server's; null: can't be told, what is known stays. */
  clockSkewMs: number | null;
  /** SHA-256 of what makes an observation another one (times and evidence left out). */
  observationHash: Buffer;
  osFamily: string;
  osName: string;
  configuredType: string;
  configuredSetBy: string;
  effectiveState: string;
  reachable: 'yes' | 'no' | 'unknown';
  teredoAddress: string | null;
  diagnosisCode: string;
  severity: 'ok' | 'info' | 'warning' | 'problem';
  role: MachineRole;
  /** The Teredo server that it has; null: none, or not known. */
  server: string | null;
  /** What each rule says by it: `rule@version=verdict`, always in one order. */
  findings: readonly string[];
}

/** A machine whose facts are newer now; `changed`: they also say something else than before. */
export interface FactsTaken {
  machineId: string;
  changed: boolean;
}

/** A machine that changes more often than every ten seconds has its newest facts, and no history of each of them. */
export const MAX_HISTORY_AN_HOUR = 360;

const SQL = `
with input as (
  select * from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::text[], $5::text[], $6::bytea[], $7::text[],
    $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::bigint[], $17::text[], $18::text[], $19::text[])
    as i (machine_id, said_at, received_at, reason, observation, hash, os_family, os_name, configured_type,
      configured_set_by, effective_state, reachable, teredo_address, diagnosis_code, severity, clock_skew_ms, role, verdicts, server)
),
newer as (
  -- A clock that ran ahead must not shut out what comes after it was put right.
  select i.*, least(i.said_at, i.received_at) as observed_at, m.scope_id, f.changed_at as old_changed_at, f.observation_hash as old_hash,
    string_to_array(i.verdicts, ',') as findings, f.findings as old_findings
  from input i
  join machine m on m.id = i.machine_id and m.status <> 'retired'
  left join machine_facts f on f.machine_id = i.machine_id
  where f.observed_at is null or least(i.said_at, i.received_at) > f.observed_at
),
steps as (
  select n.*,
    coalesce(lag(hash) over by_time, old_hash) is distinct from hash as changed,
    row_number() over (partition by machine_id order by observed_at desc) = 1 as newest
  from newer n
  window by_time as (partition by machine_id order by observed_at)
),
summary as (
  select machine_id, bool_or(changed) as changed, max(received_at) filter (where changed) as changed_at from steps group by machine_id
),
history as (
  insert into observation_history (machine_id, scope_id, observed_at, received_at, reason, observation, clock_skew_ms)
  select machine_id, scope_id, observed_at, received_at, reason, observation::jsonb, clock_skew_ms
  from (select s.*, row_number() over (partition by s.machine_id order by s.observed_at) as k from steps s where changed) as numbered
  where k <= ${MAX_HISTORY_AN_HOUR} - (
    select count(*) from (
      select from observation_history h
      where h.machine_id = numbered.machine_id and h.received_at > numbered.received_at - interval '1 hour'
      limit ${MAX_HISTORY_AN_HOUR}
    ) as kept
  )
  order by machine_id, observed_at
  returning machine_id, observed_at
),
past as (
  insert into machine_past (machine_id, since, os_name, configured_type, configured_set_by, effective_state, reachable, teredo_address,
    role, diagnosis_code, severity, nat, server)
  select s.machine_id, s.observed_at, s.os_name, s.configured_type, s.configured_set_by, s.effective_state, s.reachable, s.teredo_address,
    s.role, s.diagnosis_code, s.severity, observed_nat(s.observation::jsonb), s.server
  from history h join steps s on s.machine_id = h.machine_id and s.observed_at = h.observed_at and s.changed
  order by s.machine_id, s.observed_at
  on conflict do nothing
),
facts as (
  insert into machine_facts as f (machine_id, scope_id, observed_at, received_at, changed_at, observation, observation_hash,
    os_family, os_name, configured_type, configured_set_by, effective_state, reachable, teredo_address, diagnosis_code, severity,
    clock_skew_ms, role, findings)
  select s.machine_id, scope_id, observed_at, received_at, coalesce(c.changed_at, old_changed_at, received_at), observation::jsonb, hash,
    os_family, os_name, configured_type, configured_set_by, effective_state, reachable, teredo_address, diagnosis_code, severity,
    clock_skew_ms, role, findings
  from steps s join summary c using (machine_id)
  where newest
  order by s.machine_id
  on conflict (machine_id) do update set
    scope_id = excluded.scope_id, observed_at = excluded.observed_at, received_at = excluded.received_at,
    changed_at = excluded.changed_at, observation = excluded.observation, observation_hash = excluded.observation_hash,
    os_family = excluded.os_family, os_name = excluded.os_name, configured_type = excluded.configured_type,
    configured_set_by = excluded.configured_set_by, effective_state = excluded.effective_state, reachable = excluded.reachable,
    teredo_address = excluded.teredo_address, diagnosis_code = excluded.diagnosis_code, severity = excluded.severity,
    role = excluded.role, findings = excluded.findings, clock_skew_ms = coalesce(excluded.clock_skew_ms, f.clock_skew_ms)
  where f.observed_at < excluded.observed_at
  returning machine_id
),
said as (
  select machine_id, observed_at, split_part(rule, '@', 1) as rule_id, split_part(rule, '@', 2)::int as rule_version,
    split_part(said, '=', 2) as verdict
  from steps join facts using (machine_id) cross join unnest(findings) as said cross join split_part(said, '=', 1) as rule
  where newest and findings is distinct from old_findings
),
ended as (
  update machine_finding f set until = s.observed_at from said s
  where f.machine_id = s.machine_id and f.rule_id = s.rule_id and f.until is null
    and (f.verdict, f.rule_version) is distinct from (s.verdict, s.rule_version)
  returning f.machine_id, f.rule_id
),
begun as (
  insert into machine_finding (machine_id, rule_id, rule_version, verdict, since)
  select machine_id, rule_id, rule_version, verdict, observed_at from said left join ended e using (machine_id, rule_id)
  where e.machine_id is not null or not exists (
    select from machine_finding f where f.machine_id = said.machine_id and f.rule_id = said.rule_id and f.until is null
  )
  order by machine_id, rule_id
  on conflict do nothing
)
select machine_id as "machineId", changed from summary join facts using (machine_id)`;

/**
 * Takes a batch of observations: the newest of a machine becomes its facts, each that differs from the one before it
 * becomes history, and what a rule says stands as long as the same version of the rule says it. Older ones than are known change nothing. Rows are written in order of machine, so that batches
 * of several servers never wait for each other in a circle.
 * Measured on two shared cores without fsync, batches of 1,000 with 1.5 kB each: 28,000 a second unchanged, 18,000 changed.
 */
export async function upsertFacts(db: Queryable, inputs: readonly FactsInput[]): Promise<FactsTaken[]> {
  if (inputs.length === 0) return [];
  const { rows } = await db.query<FactsTaken>(SQL, [
    inputs.map((i) => i.machineId),
    inputs.map((i) => i.observedAt),
    inputs.map((i) => i.receivedAt),
    inputs.map((i) => i.reason),
    inputs.map((i) => JSON.stringify(i.observation)),
    inputs.map((i) => i.observationHash),
    inputs.map((i) => i.osFamily),
    inputs.map((i) => i.osName),
    inputs.map((i) => i.configuredType),
    inputs.map((i) => i.configuredSetBy),
    inputs.map((i) => i.effectiveState),
    inputs.map((i) => i.reachable),
    inputs.map((i) => i.teredoAddress),
    inputs.map((i) => i.diagnosisCode),
    inputs.map((i) => i.severity),
    inputs.map((i) => i.clockSkewMs),
    inputs.map((i) => i.role),
    inputs.map((i) => i.findings.join(',')),
    inputs.map((i) => i.server),
  ]);
  return rows;
}
