import type { Queryable } from '../client/queryable';

/** An own rule as machines are judged by it. */
export interface AskedRule {
  id: string;
  /** Null: it is asked of every scope. */
  scopeId: string | null;
  version: number;
  appliesWhen: string | null;
  asks: string;
}

/** A rule by which not every machine was judged yet; the machines up to `judgedTo` were. */
export interface OpenRule {
  id: string;
  revision: number;
  judgedTo: string | null;
  judged: number;
}

/** A machine as own rules look at it. */
export interface RuledMachine {
  id: string;
  scopeId: string;
  hostname: string;
  labels: string[];
  observation: unknown;
  observedAt: Date;
}

/** What an own rule says of a machine. */
export interface OwnVerdict {
  machineId: string;
  ruleId: string;
  version: number;
  verdict: string;
}

const LOCK = `select pg_try_advisory_xact_lock(hashtextextended('teredo-fleet judges by own rules', 0)) as mine`;

/** Whether this transaction is the only one that judges by own rules; where two did, the older look could be written last. */
export async function lockOwnJudging(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ mine: boolean }>(LOCK);
  return rows[0]?.mine === true;
}

const CLAIM = `
with due as (
  delete from own_rule_due where id in (select id from own_rule_due order by id limit $1) returning machine_id
)
select distinct machine_id as id from due order by 1`;

/** Takes machines that are due off the list, the longest due first. */
export async function claimOwnRuleDue(db: Queryable, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(CLAIM, [limit]);
  return rows.map(({ id }) => id);
}

const REOPEN = `
update own_rule set judged_at = null, judged_to = null, judged = 0
where reads_volatile and retired_at is null and judged_at < now() - make_interval(secs => $1)`;

/** What changes with nothing told anew is looked at again after so long. */
export async function reopenVolatileRules(db: Queryable, seconds: number): Promise<void> {
  await db.query(REOPEN, [seconds]);
}

const OPEN = `
select id, revision, judged_to as "judgedTo", judged from own_rule where judged_at is null order by judged_to nulls first, id`;

/** Rules by which machines have still to be judged, the one that came least far first. */
export async function openOwnRules(db: Queryable): Promise<OpenRule[]> {
  return (await db.query<OpenRule>(OPEN)).rows;
}

const NEXT = `
select machine_id as id from machine_facts where $1::uuid is null or machine_id > $1 order by machine_id limit $2`;

/** Machines that told something, in the order of their ids. */
export async function machinesAfter(
  db: Queryable,
  machineId: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(NEXT, [machineId, limit]);
  return rows.map(({ id }) => id);
}

const ADVANCE = `
update own_rule r set judged_to = i.judged_to, judged = i.judged, judged_at = case when i.done then now() end,
  to_judge = greatest(i.judged, case when i.done then 0 when r.judged_to is null then (select count(*) from machine_facts) else r.to_judge end)
from unnest($1::text[], $2::int[], $3::uuid[], $4::int[], $5::bool[]) as i (id, revision, judged_to, judged, done)
where r.id = i.id and r.revision = i.revision`;

/** How far the judging came. A rule that was changed meanwhile begins anew, and is left as it is. */
export async function advanceOwnRules(
  db: Queryable,
  rules: readonly (Omit<OpenRule, 'judgedTo'> & { judgedTo: string | null; done: boolean })[],
): Promise<void> {
  await db.query(ADVANCE, [
    rules.map(({ id }) => id),
    rules.map(({ revision }) => revision),
    rules.map(({ judgedTo }) => judgedTo),
    rules.map(({ judged }) => judged),
    rules.map(({ done }) => done),
  ]);
}

const ASKED = `
select id, scope_id as "scopeId", version, applies_when as "appliesWhen", asks from own_rule where retired_at is null order by id`;

/** Every own rule that is asked. */
export async function askedOwnRules(db: Queryable): Promise<AskedRule[]> {
  return (await db.query<AskedRule>(ASKED)).rows;
}

/** What own rules are called, also those that were retired. */
export async function ownRuleTitles(db: Queryable): Promise<{ id: string; title: string }[]> {
  return (await db.query<{ id: string; title: string }>('select id, title from own_rule')).rows;
}

const MACHINES = `
select m.id, m.scope_id as "scopeId", m.hostname, m.labels, f.observation - 'evidence' as observation, f.observed_at as "observedAt"
from machine m join machine_facts f on f.machine_id = m.id
where m.id = any($1::uuid[]) and m.status <> 'retired' order by m.id for key share of m`;

/** As they are now, kept from being deleted until the transaction ends: whatever changes later makes them due again. */
export async function readRuledMachines(db: Queryable, ids: readonly string[]): Promise<RuledMachine[]> {
  return (await db.query<RuledMachine>(MACHINES, [ids])).rows;
}

const STANDING = `
select machine_id as "machineId", rule_id as "ruleId", rule_version as version, verdict
from machine_finding where machine_id = any($1::uuid[]) and until is null and rule_id like 'own-%'`;

const END = `
update machine_finding f set until = greatest(date_trunc('milliseconds', clock_timestamp()), f.since + interval '1 millisecond')
from unnest($1::uuid[], $2::text[]) as e (machine_id, rule_id)
where f.machine_id = e.machine_id and f.rule_id = e.rule_id and f.until is null`;

const BEGIN = `
insert into machine_finding (machine_id, rule_id, rule_version, verdict, since)
select s.machine_id, s.rule_id, s.version, s.verdict, greatest(date_trunc('milliseconds', clock_timestamp()), (
  select max(f.until) from machine_finding f where f.machine_id = s.machine_id and f.rule_id = s.rule_id
))
from unnest($1::uuid[], $2::text[], $3::int[], $4::text[]) as s (machine_id, rule_id, version, verdict)
order by 1, 2`;

const wordOf = ({ machineId, ruleId, version, verdict }: OwnVerdict): string =>
  `${machineId} ${ruleId} ${version} ${verdict}`;

/** What is in the one and not in the other. */
function without(all: readonly OwnVerdict[], others: readonly OwnVerdict[]): OwnVerdict[] {
  const words = new Set(others.map(wordOf));
  return all.filter((one) => !words.has(wordOf(one)));
}

/**
 * Makes what own rules say of these machines this and nothing else: what says so already stands on, anything else ends now.
 * Only one transaction at a time may do so, see `lockOwnJudging`. Gives whether anything changed.
 */
export async function storeOwnVerdicts(
  db: Queryable,
  machineIds: readonly string[],
  verdicts: readonly OwnVerdict[],
): Promise<boolean> {
  const { rows: standing } = await db.query<OwnVerdict>(STANDING, [machineIds]);
  const ended = without(standing, verdicts);
  const begun = without(verdicts, standing);
  if (ended.length > 0)
    await db.query(END, [ended.map(({ machineId }) => machineId), ended.map(({ ruleId }) => ruleId)]);
  if (begun.length > 0)
    await db.query(BEGIN, [
      begun.map(({ machineId }) => machineId),
      begun.map(({ ruleId }) => ruleId),
      begun.map(({ version }) => version),
      begun.map(({ verdict }) => verdict),
    ]);
  return ended.length + begun.length > 0;
}
