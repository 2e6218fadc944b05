import type { Queryable } from '../client/queryable';
import { POLICY_APPROVED } from './policy-repairs';

/** A policy as machines are judged by it. */
export interface LivePolicy {
  id: string;
  scopeId: string;
  label: string;
  /** It is enforced and somebody approved it; what does not act hinders none that does. */
  acts: boolean;
  version: number;
  desired: unknown;
  /** Hex. */
  desiredHash: string;
}

/** Who wins of two policies; of the desired states that were looked at when it was decided. */
export interface StoredPrecedence {
  winnerId: string;
  loserId: string;
  /** Hex. */
  winnerDesiredHash: string;
  loserDesiredHash: string;
}

/** A machine that policies have to look at. */
export interface DueMachine {
  id: string;
  scopeId: string;
  /** Policies are for machines in use alone. */
  active: boolean;
  labels: string[];
  /** Null: never seen. */
  observation: unknown;
  observedAt: Date | null;
}

const LOCK = `select pg_try_advisory_xact_lock(hashtextextended('teredo-fleet judges policies', 0)) as mine`;

/** Whether this transaction is the only one that judges; where two did, the older look could be written last. */
export async function lockJudging(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ mine: boolean }>(LOCK);
  return rows[0]?.mine === true;
}

/** A machine on the list of those that are due. */
export interface PolicyDue {
  /** Of its place on the list; one that changes later gets another one. */
  id: string;
  machineId: string;
}

const DUE = `select id, machine_id as "machineId" from policy_due order by id limit $1`;

/** Machines that are due, the longest due first. Whoever asks holds the lock of judging. */
export async function readPolicyDue(db: Queryable, limit: number): Promise<PolicyDue[]> {
  return (await db.query<PolicyDue>(DUE, [limit])).rows;
}

const DONE = 'delete from policy_due where id = any($1::uuid[])';

/** Takes them off the list. */
export async function takePolicyDue(db: Queryable, due: readonly PolicyDue[]): Promise<void> {
  await db.query(DONE, [due.map(({ id }) => id)]);
}

// Locked before anything of theirs, as who deletes one does: its deletion waits, or is waited for.
const MACHINES = `
select m.id, m.scope_id as "scopeId", m.status = 'active' as active, m.labels, f.observation, f.observed_at as "observedAt"
from machine m left join machine_facts f on f.machine_id = m.id
where m.id = any($1::uuid[]) order by m.id for key share of m`;

/** As they are after they were found due: whatever changes later is due again. None is deleted before the transaction ends. */
export async function readDueMachines(db: Queryable, ids: readonly string[]): Promise<DueMachine[]> {
  const { rows } = await db.query<DueMachine>(MACHINES, [ids]);
  return rows;
}

const POLICIES = `
select p.id, p.scope_id as "scopeId", p.label, p.mode = 'enforce' and ${POLICY_APPROVED} as acts, p.version,
  p.content -> 'desired' as desired, encode(p.desired_hash, 'hex') as "desiredHash"
from policy p where p.retired_at is null and p.scope_id = any($1::uuid[]) order by p.id`;

export async function readLivePolicies(db: Queryable, scopeIds: readonly string[]): Promise<LivePolicy[]> {
  const { rows } = await db.query<LivePolicy>(POLICIES, [scopeIds]);
  return rows;
}

const PRECEDENCES = `
select winner_id as "winnerId", loser_id as "loserId", encode(winner_desired_hash, 'hex') as "winnerDesiredHash",
  encode(loser_desired_hash, 'hex') as "loserDesiredHash"
from policy_precedence where scope_id = any($1::uuid[])`;

export async function readPrecedences(
  db: Queryable,
  scopeIds: readonly string[],
): Promise<StoredPrecedence[]> {
  const { rows } = await db.query<StoredPrecedence>(PRECEDENCES, [scopeIds]);
  return rows;
}

/** What a policy finds on a machine that it is for. */
export interface PolicyFound {
  machineId: string;
  policyId: string;
  scopeId: string;
  version: number;
  verdict: string;
  standing: string;
  rivalIds: string[];
  detail: unknown;
  observedAt: Date | null;
}

const GONE = `
delete from machine_policy v
where v.machine_id = any($1::uuid[])
  and not exists (select from unnest($2::uuid[], $3::uuid[]) as k (machine_id, policy_id)
    where k.machine_id = v.machine_id and k.policy_id = v.policy_id)
returning v.machine_id`;

const STORE = `
insert into machine_policy as v (machine_id, policy_id, scope_id, version, verdict, standing, rival_ids, detail, since, observed_at, judged_at)
select i.machine_id, i.policy_id, i.scope_id, i.version, i.verdict, i.standing, coalesce(string_to_array(nullif(i.rivals, ''), ',')::uuid[], '{}'),
  -- A policy that comes to be for a machine says so from then on, however long it was otherwise: grace counts from there.
  i.detail::jsonb, now(), i.observed_at, now()
from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[])
  as i (machine_id, policy_id, scope_id, version, verdict, standing, rivals, detail, observed_at)
order by i.machine_id, i.policy_id
on conflict (machine_id, policy_id) do update set
  scope_id = excluded.scope_id, version = excluded.version, verdict = excluded.verdict, standing = excluded.standing,
  rival_ids = excluded.rival_ids, detail = excluded.detail, observed_at = excluded.observed_at, judged_at = excluded.judged_at,
  -- What another version of the policy said is no beginning of what this one says.
  since = case when v.verdict = excluded.verdict and v.version = excluded.version then v.since
    when v.version <> excluded.version then now() else coalesce(excluded.observed_at, now()) end
where (v.scope_id, v.version, v.verdict, v.standing, v.rival_ids, v.detail, v.observed_at)
  is distinct from
  (excluded.scope_id, excluded.version, excluded.verdict, excluded.standing, excluded.rival_ids, excluded.detail, excluded.observed_at)
returning v.machine_id`;

/** Writes what policies find on these machines, and takes away what they no longer say. Machines whose rows changed. */
export async function storePolicyFindings(
  db: Queryable,
  machineIds: readonly string[],
  found: readonly PolicyFound[],
): Promise<string[]> {
  const gone = await db.query<{ machine_id: string }>(GONE, [
    machineIds,
    found.map(({ machineId }) => machineId),
    found.map(({ policyId }) => policyId),
  ]);
  const stored = await db.query<{ machine_id: string }>(STORE, [
    found.map(({ machineId }) => machineId),
    found.map(({ policyId }) => policyId),
    found.map(({ scopeId }) => scopeId),
    found.map(({ version }) => version),
    found.map(({ verdict }) => verdict),
    found.map(({ standing }) => standing),
    found.map(({ rivalIds }) => rivalIds.join(',')),
    found.map(({ detail }) => JSON.stringify(detail)),
    found.map(({ observedAt }) => observedAt),
  ]);
  return [...new Set([...gone.rows, ...stored.rows].map(({ machine_id }) => machine_id))];
}
