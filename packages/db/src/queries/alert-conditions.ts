import type { Queryable } from '../client/queryable';

/** A rollout that stands still, and why. */
export interface PausedRollout {
  id: string;
  scopeId: string;
  name: string;
  reason: string | null;
}

/** Rollouts that are paused, whoever or whatever paused them. */
export async function pausedRollouts(db: Queryable): Promise<PausedRollout[]> {
  const { rows } = await db.query<PausedRollout>(
    `select id, scope_id as "scopeId", name, pause_reason as reason from rollout where state = 'paused'`,
  );
  return rows;
}

/** Active machines of a scope by whether they fell silent. */
export interface ScopeSilence {
  scopeId: string;
  active: number;
  lately: number;
  since: number;
}

const SILENCE = `
with silent as (
  select m.scope_id, case when not c.connected and c.last_seen_at < $1::timestamptz then c.last_seen_at end as seen
  from machine m left join machine_contact c on c.machine_id = m.id
  where m.status = 'active'
)
select s.scope_id as "scopeId", count(*)::int as active,
  (count(*) filter (where s.seen > $2::timestamptz))::int as lately,
  (count(*) filter (where s.seen > o.since))::int as since
from silent s left join unnest($3::uuid[], $4::timestamptz[]) as o (scope_id, since) on o.scope_id = s.scope_id
group by s.scope_id`;

interface SilenceAsked {
  /** Silent: not connected, and last seen before then. */
  silentBefore: Date;
  /** Lately: last seen after then. */
  seenAfter: Date;
  /** Scopes with an open alert, each with the moment after which its machines were seen last. */
  open: readonly { scopeId: string; since: Date }[];
}

/** Counts silent machines by scope, one by one: a heartbeat touches no index, so that there is none to count by. */
export async function silenceByScope(db: Queryable, asked: SilenceAsked): Promise<ScopeSilence[]> {
  const { silentBefore, seenAfter, open } = asked;
  const scopes = open.map(({ scopeId }) => scopeId);
  const since = open.map((one) => one.since);
  return (await db.query<ScopeSilence>(SILENCE, [silentBefore, seenAfter, scopes, since])).rows;
}

const DOORS = `
select role, min(started_at) as since from server_process where role in ('gateway', 'engine') and last_seen_at > $1
group by role`;

/** Since when agents can be heard: the later of when the oldest gateway and the oldest engine that live were started. */
export async function listeningSince(db: Queryable, livesAfter: Date): Promise<Date | null> {
  const { rows } = await db.query<{ role: string; since: Date }>(DOORS, [livesAfter]);
  if (rows.length === 0) return null;
  return new Date(Math.max(...rows.map(({ since }) => since.getTime())));
}

/** Findings of a rule in a scope, waived ones not. */
export interface ScopeFindings {
  scopeId: string;
  ruleId: string;
  now: number;
  /** At the end of the newest day before today (UTC); null: no day before was counted there. */
  yesterday: number | null;
}

const FINDINGS = `
with today as (
  select scope_id, rule_id, sum(machines)::int as machines from (
    select * from finding_count union all
    select scope_id, rule_id, verdict, waived_until, machines from finding_delta
  ) as c
  where verdict = 'finding' and waived_until <= $1 group by 1, 2
),
last as (
  select scope_id, max(day) as day from finding_day where day < ($1::timestamptz at time zone 'UTC')::date group by 1
),
yesterday as (
  select d.scope_id, d.rule_id, d.machines from finding_day d join last l on l.scope_id = d.scope_id and l.day = d.day
  where d.verdict = 'finding'
)
select scope_id as "scopeId", rule_id as "ruleId", coalesce(t.machines, 0) as now,
  case when l.day is not null then coalesce(y.machines, 0) end as yesterday
from today t full join yesterday y using (scope_id, rule_id) left join last l using (scope_id)`;

/** What each rule finds, from the numbers that are kept. */
export async function findingLevels(db: Queryable, now: Date): Promise<ScopeFindings[]> {
  return (await db.query<ScopeFindings>(FINDINGS, [now])).rows;
}

/** Something that ends at a moment. */
export interface EndingToken {
  kind: 'enrolment' | 'api';
  id: string;
  /** Null: of the whole installation. */
  scopeId: string | null;
  name: string;
  createdAt: Date;
  expiresAt: Date;
}

const TOKENS = `
select 'enrolment' as kind, id, scope_id as "scopeId", label as name, created_at as "createdAt", expires_at as "expiresAt"
from enrolment_token where revoked_at is null and uses < max_uses and expires_at between $1 and $2
union all
select 'api', id::text, null, name || ' (' || prefix || '…)', created_at, expires_at
from api_token where revoked_at is null and expires_at between $1 and $2`;

/** Tokens that can still be used and end between two moments. */
export async function endingTokens(db: Queryable, from: Date, to: Date): Promise<EndingToken[]> {
  return (await db.query<EndingToken>(TOKENS, [from, to])).rows;
}

/** Machines of a scope that a rollout verified and that are otherwise now. */
export interface ScopeDrift {
  scopeId: string;
  machines: number;
  verified: number;
}

/**
 * Machines where a rollout turned Teredo on or off and read that back, by whether they are the other way by a newer look. Those that
 * a change is under way on, or that a policy is followed on, are none of them.
 */
export const VERIFIED_MACHINES = `
select d.machine_id, d.scope_id,
  f.configured_type <> 'unknown' and (d.desired -> 'teredo' ->> 'mode' = 'off') <> (f.configured_type = 'disabled') as drifted
from machine_desired d join machine m on m.id = d.machine_id and m.status = 'active'
  join machine_facts f on f.machine_id = d.machine_id and f.observed_at > d.set_at
where not exists (select from job j where j.machine_id = d.machine_id and j.finished_at is null)
  and exists (select from job j where j.machine_id = d.machine_id and j.rollout_id = d.rollout_id
    and j.state in ('verified', 'already-compliant'))
  -- What a policy says of a machine is told of as that policy's.
  and not exists (select from machine_policy v join policy p on p.id = v.policy_id and p.version = v.version and p.retired_at is null
    where v.machine_id = d.machine_id and v.standing in ('alone', 'wins'))`;

const DRIFT = `
select scope_id as "scopeId", count(*)::int as verified, (count(*) filter (where drifted))::int as machines
from (${VERIFIED_MACHINES}) as verified group by scope_id`;

/** How many of the machines that rollouts verified are otherwise now. */
export async function driftByScope(db: Queryable): Promise<ScopeDrift[]> {
  return (await db.query<ScopeDrift>(DRIFT)).rows;
}
