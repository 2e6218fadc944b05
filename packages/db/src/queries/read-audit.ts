import type { Pool } from 'pg';
import { readInSnapshot } from '../client/read-in-snapshot';
import { takeReadingPlace } from '../client/reading-place';
import type { Visibility } from '../client/visibility';
import { ENTRY_BUT_ITS_TIME, type StoredEntry } from './link-audit';

/** Which entries are read; null: all of them. Patterns are those of `like`. */
export interface AuditConditions {
  actorPattern: string | null;
  actorId: string | null;
  actionPattern: string | null;
  objectPattern: string | null;
  objectId: string | null;
  outcome: string | null;
  /** From then on, and before then. */
  from: Date | null;
  to: Date | null;
}

/** An entry, `at` as ISO 8601 UTC text with milliseconds, and its place in the chain; null: it has none yet. */
export type ReadEntry = Omit<StoredEntry, 'at'> & {
  at: string;
  link: number | null;
  linkHash: string | null;
};

// As text it takes a tenth of the time that the driver needs for a date of which text is made again.
const AT = `to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`;

const ENTRIES = `
select ${AT}, ${ENTRY_BUT_ITS_TIME}, l.number::float8 as link, encode(l.hash, 'hex') as "linkHash"
from audit_entry e left join audit_link l on l.seq = e.seq
where ($1::uuid[] is null or e.scope_id = any ($1))
  and ($2::text is null or e.actor_name ilike $2 or e.actor_token ilike $2 or e.actor_id = $3)
  and ($4::text is null or e.action like $4)
  and ($5::text is null or e.object_name ilike $5 or e.object_id = $6)
  and ($7::text is null or e.outcome = $7)
  and ($8::timestamptz is null or e.at >= $8)
  and ($9::timestamptz is null or e.at < $9)
order by e.seq`;

const ROWS_AT_ONCE = 500;

/**
 * Entries that match, the oldest first, as they were at one moment.
 *
 * @throws TooManyReadersError before the first ones.
 */
export function readAudit(
  pool: Pool,
  visibility: Visibility,
  asked: AuditConditions,
): AsyncGenerator<ReadEntry[], void, undefined> {
  return readInSnapshot<ReadEntry>(pool, {
    visibility,
    text: ENTRIES,
    values: [
      visibility.scopes === '*' ? null : visibility.scopes,
      asked.actorPattern,
      asked.actorId,
      asked.actionPattern,
      asked.objectPattern,
      asked.objectId,
      asked.outcome,
      asked.from,
      asked.to,
    ],
    rowsAtOnce: ROWS_AT_ONCE,
    prepare: (db) => takeReadingPlace(db, 'audit'),
  });
}
