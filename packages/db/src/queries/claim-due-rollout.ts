import type { Queryable } from '../client/queryable';

/** A wave as the database has it; `gate` is whatever the plan's author wrote. */
export interface StoredWave {
  number: number;
  name: string;
  gate: unknown;
  patienceSeconds: number;
  openedAt: Date | null;
  gateMetAt: Date | null;
  promoted: boolean;
  overridden: boolean;
}

/** A planned rollout that time or news make due, locked for the length of the caller's transaction. */
export interface DueRollout {
  id: string;
  scopeId: string;
  name: string;
  state: 'approved' | 'running' | 'paused';
  plan: unknown;
  brake: boolean;
  /** In their order. */
  waves: StoredWave[];
  /** The database's clock, by which every server judges, in whole milliseconds. */
  now: Date;
}

const CLAIM = `
select r.id, r.scope_id as "scopeId", r.name, r.state, r.plan, b."on" as brake, date_trunc('milliseconds', now()) as now
from rollout r, brake b
where b.id = 1 and r.state in ('approved', 'running', 'paused') and r.wake_at <= now()
  and r.id <> all ($1::uuid[]) and exists (select from rollout_wave w where w.rollout_id = r.id)
order by r.wake_at, r.id limit 1
for update of r skip locked`;

const WAVES = `
select number, name, gate, patience_seconds as "patienceSeconds", opened_at as "openedAt", gate_met_at as "gateMetAt",
  promoted_at is not null as promoted, overridden_at is not null as overridden
from rollout_wave where rollout_id = $1 order by number`;

/**
 * The rollout that has been due for the longest time, that nobody else works on and that is none of `except`; null when
 * there is none.
 */
export async function claimDueRollout(
  db: Queryable,
  except: readonly string[] = [],
): Promise<DueRollout | null> {
  const { rows } = await db.query<Omit<DueRollout, 'waves'>>(CLAIM, [except]);
  const [rollout] = rows;
  if (rollout === undefined) return null;
  const waves = await db.query<StoredWave>(WAVES, [rollout.id]);
  return { ...rollout, waves: waves.rows };
}

const WAKE = 'update rollout set wake_at = $2 where id = $1';

/** When the engine looks at it again; null: only news can change anything. */
export async function setWake(db: Queryable, rolloutId: string, at: Date | null): Promise<void> {
  await db.query(WAKE, [rolloutId, at]);
}
