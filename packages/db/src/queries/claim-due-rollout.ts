import type { Queryable } from '../client/queryable';

/** A wave as the database has it; `gate` is whatever the plan's author wrote. */
export interface StoredWave {
  number: number;
  name: string;
  gate: unknown;
  patienceSeconds: number;
  selection: unknown;
  openedAt: Date | null;
  gateMetAt: Date | null;
  promotedAt: Date | null;
  overriddenAt: Date | null;
  /** Where overriding takes two people: the first one. */
  overrideAskedById: string | null;
}

/** A rollout with waves. */
export interface StoredRollout {
  id: string;
  scopeId: string;
  name: string;
  kind: string;
  state: 'draft' | 'awaiting-approval' | 'approved' | 'running' | 'paused' | 'done' | 'aborted';
  plan: unknown;
  brake: boolean;
  /** End of the freeze that holds now, with those that follow it without a gap; null: none holds this rollout. */
  frozenUntil: Date | null;
  /** Live targets: when machines that fit are looked for again. */
  joinersAt: Date | null;
  /** In their order. */
  waves: StoredWave[];
  /** The database's clock, by which every server judges, in whole milliseconds. */
  now: Date;
}

// What gives earlier values back is not bound by the freeze calendar.
const COLUMNS = `r.id, r.scope_id as "scopeId", r.name, r.kind, r.state, r.plan, r.joiners_at as "joinersAt", b."on" as brake,
  date_trunc('milliseconds', now()) as now,
  case when r.kind <> 'rollback' then (
    with recursive held as (
      select max(f.until_at) as until_at from rollout_freeze f where f.from_at <= now() and f.until_at > now()
      union
      select f.until_at from held h join rollout_freeze f on f.from_at <= h.until_at and f.until_at > h.until_at
    )
    select max(until_at) from held
  ) end as "frozenUntil"`;

const CLAIM = `
select ${COLUMNS}
from rollout r, brake b
where b.id = 1 and r.state in ('approved', 'running', 'paused')
  and (r.wake_at <= now() or r.state = 'running' and exists (
    select from unjudged_end u where u.rollout_id = r.id and (u.bad or r.any_end_counts)))
  and r.id <> all ($1::uuid[]) and exists (select from rollout_wave w where w.rollout_id = r.id)
order by r.wake_at, r.id limit 1
for update of r skip locked`;

const WAVES = `
select number, name, gate, patience_seconds as "patienceSeconds", selection, opened_at as "openedAt", gate_met_at as "gateMetAt",
  promoted_at as "promotedAt", overridden_at as "overriddenAt", override_asked_by_id as "overrideAskedById"
from rollout_wave where rollout_id = $1::uuid order by number`;

async function withWaves(
  db: Queryable,
  rollout: Omit<StoredRollout, 'waves'> | undefined,
): Promise<StoredRollout | null> {
  if (rollout === undefined) return null;
  const { rows } = await db.query<StoredWave>(WAVES, [rollout.id]);
  return { ...rollout, waves: rows };
}

/** A planned rollout that time or news make due, locked for the length of the caller's transaction. */
export type DueRollout = StoredRollout & { state: 'approved' | 'running' | 'paused' };

/**
 * The rollout that has been due for the longest time, that nobody else works on and that is none of `except`; null when
 * there is none.
 */
export async function claimDueRollout(
  db: Queryable,
  except: readonly string[] = [],
): Promise<DueRollout | null> {
  const { rows } = await db.query<Omit<StoredRollout, 'waves'>>(CLAIM, [except]);
  return (await withWaves(db, rows[0])) as DueRollout | null;
}

const READ = `
select ${COLUMNS}
from rollout r, brake b
where b.id = 1 and r.id = $1::uuid and exists (select from rollout_wave w where w.rollout_id = r.id)`;

/** The same facts for somebody who only looks; null: there is no such rollout, or it has no waves. */
export async function readPlannedRollout(db: Queryable, rolloutId: string): Promise<StoredRollout | null> {
  const { rows } = await db.query<Omit<StoredRollout, 'waves'>>(READ, [rolloutId]);
  return withWaves(db, rows[0]);
}

const LOOK = 'update rollout set wake_at = $2, any_end_counts = $3 where id = $1';

export interface NextLook {
  /** When the engine looks at it again; null: only news can change anything. */
  at: Date | null;
  /** Nothing starts after any further end of a job before it was judged; else only after a failure. */
  anyEndCounts: boolean;
}

export async function setLook(db: Queryable, rolloutId: string, look: NextLook): Promise<void> {
  await db.query(LOOK, [rolloutId, look.at, look.anyEndCounts]);
}

const NEWS = `
update rollout r set wake_at = now()
where r.state in ('approved', 'running', 'paused') and ($1::uuid is null or r.id = $1::uuid)
  and exists (select from rollout_wave w where w.rollout_id = r.id)`;

/** Something about a rollout changed that the engine has to know of; null: about all of them. */
export async function wakeRollouts(db: Queryable, rolloutId: string | null): Promise<void> {
  await db.query(NEWS, [rolloutId]);
}

const NEWS_OF_MACHINES = `
update rollout r set wake_at = now()
where r.state in ('approved', 'running', 'paused')
  and exists (select from rollout_member m where m.rollout_id = r.id and m.machine_id = any ($1::uuid[]))`;

/** The same for the rollouts that one of these machines is a member of. */
export async function wakeRolloutsOf(db: Queryable, machineIds: readonly string[]): Promise<void> {
  await db.query(NEWS_OF_MACHINES, [machineIds]);
}
