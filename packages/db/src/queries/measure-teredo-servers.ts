import type { Queryable } from '../client/queryable';

/** A server that is to be asked now. */
export interface DueServer {
  name: string;
  /** Second address or name; null: the next IPv4 address. */
  secondary: string | null;
}

export interface ClaimOptions {
  /** Usual time from one measurement to the next; each is up to a fifth shorter or longer. */
  everySeconds: number;
  limit: number;
}

// A second engine waits for the row, then finds it claimed: the conditional update settles the race.
const CLAIM = `
with due as (
  select coalesce(t.name, p.name) as name, t.secondary, coalesce(t.measured, false) as measured
  from teredo_server t full join teredo_server_probe p using (name)
  where p.requested_at is not null or (t.measured and (p.next_at is null or p.next_at <= now()))
  order by p.requested_at nulls last, p.next_at nulls first, name
  limit $2
),
claimed as (
  insert into teredo_server_probe as p (name, next_at)
  select name, case when measured then now() + make_interval(secs => $1 * (0.8 + 0.4 * random())) end from due
  on conflict (name) do update set next_at = excluded.next_at, requested_at = null
  where p.requested_at is not null or (excluded.next_at is not null and (p.next_at is null or p.next_at <= now()))
  returning p.name
)
select name, secondary from claimed join due using (name)`;

/** Takes servers that a person wants measured now, then those that are due; nobody else gets them. */
export async function claimDueServers(db: Queryable, options: ClaimOptions): Promise<DueServer[]> {
  const { rows } = await db.query<DueServer>(CLAIM, [options.everySeconds, options.limit]);
  return rows;
}

/** How one measurement came out. */
export interface ServerMeasured {
  name: string;
  outcome: string;
  /** Whether a router advertisement came back. */
  answered: boolean;
  fault: string | null;
  addresses: readonly string[];
  roundTripMs: number | null;
}

const STORE = `
update teredo_server_probe set measured_at = now(), outcome = $2, fault = $4, addresses = $5::text[], round_trip_ms = $6,
  last_answer_at = case when $3 then now() else last_answer_at end
where name = $1`;

/** Keeps a result; that of a server that was taken out meanwhile is dropped. */
export async function storeServerMeasured(db: Queryable, result: ServerMeasured): Promise<void> {
  const { name, outcome, answered, fault, addresses, roundTripMs } = result;
  await db.query(STORE, [name, outcome, answered, fault, [...addresses], roundTripMs]);
}
