import type { Queryable } from '../client/queryable';
import { STORED_ENTRY, type StoredEntry, type StoredLink } from './link-audit';

// What somebody was refused who may not see the rollout has no scope: its readers are not told who that was.
const FOR_ITS_READERS = `not (e.outcome = 'refused' and e.scope_id is null)`;

const CONCERNING = `
select l.number::float8 as number from audit_entry e join audit_link l on l.seq = e.seq
where e.object_kind = 'rollout' and e.object_id = $1::text and l.number <= $2 and ${FOR_ITS_READERS}
union
select l.number::float8 from job j
join audit_entry e on e.object_kind = 'job' and e.object_id = j.id::text join audit_link l on l.seq = e.seq
where j.rollout_id = $1::uuid and l.number <= $2 and ${FOR_ITS_READERS}
order by number`;

/** Numbers of the links up to one whose entries concern a rollout: those about itself and about its jobs, but for what strangers to it were refused. */
export async function linksOfRollout(db: Queryable, rolloutId: string, through: number): Promise<number[]> {
  const { rows } = await db.query<{ number: number }>(CONCERNING, [rolloutId, through]);
  return rows.map(({ number }) => number);
}

const BEYOND = `
with concerning as (
  select e.seq from audit_entry e where e.object_kind = 'rollout' and e.object_id = $1::text and ${FOR_ITS_READERS}
  union
  select e.seq from job j join audit_entry e on e.object_kind = 'job' and e.object_id = j.id::text
  where j.rollout_id = $1::uuid and ${FOR_ITS_READERS}
)
select count(*)::int as count from concerning c
where not exists (select from audit_link l where l.seq = c.seq and l.number <= $2)`;

/** How many entries of a rollout are not linked yet, or behind a link. */
export async function entriesBeyond(db: Queryable, rolloutId: string, through: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(BEYOND, [rolloutId, through]);
  return rows[0]?.count ?? 0;
}

const LINKED = `
select l.number::float8 as number, l.entry_sha256 as "entrySha256", l.hash, ${STORED_ENTRY}
from audit_link l join audit_entry e on e.seq = l.seq
where l.number = any ($1::bigint[]) order by l.number`;

/** An entry with its link. One that is not on record any more is missing. */
export type LinkedRow = StoredEntry & Omit<StoredLink, 'seq'>;

export async function entriesOfLinks(db: Queryable, numbers: readonly number[]): Promise<LinkedRow[]> {
  const { rows } = await db.query<LinkedRow>(LINKED, [numbers]);
  return rows;
}

/** Number of the oldest link that is on record; 0: there is none. */
export async function oldestLinkNumber(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ number: number }>(
    'select coalesce(min(number), 0)::float8 as number from audit_link',
  );
  return rows[0]!.number;
}

/** When a rollout was made: what its row says, or its id, whichever is earlier. */
const BEGAN = `
select least(created_at, coalesce(uuid_extract_timestamp(id), created_at)) as at from rollout where id = $1`;

/** null: there is none of this id. */
export async function rolloutBegan(db: Queryable, rolloutId: string): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date }>(BEGAN, [rolloutId]);
  return rows[0]?.at ?? null;
}
