import { type Sql, sql } from '@teredo-fleet/db';
import type { CursorValue } from '../core/cursor';
import { InvalidError } from '../errors';
import type { MachineSort } from '../inputs/machine-inputs';

/** Of a machine `m`: lists by name are in this order, then by id. */
export const NAME = sql`lower(m.hostname) collate "C"`;

/** What a list is sorted by: never null, so that a keyset can stand on it. */
const SORT_KEYS: Record<MachineSort['by'], { key: Sql; type: 'text' | 'bigint' }> = {
  hostname: { key: NAME, type: 'text' },
  lastSeenAt: { key: milliseconds(sql`c.last_seen_at`), type: 'bigint' },
  enrolledAt: { key: milliseconds(sql`m.enrolled_at`), type: 'bigint' },
  osName: { key: sql`coalesce(lower(f.os_name), '') collate "C"`, type: 'text' },
  reachable: {
    key: sql`(case f.reachable when 'yes' then 3 when 'unknown' then 2 when 'no' then 1 else 0 end)::bigint`,
    type: 'bigint',
  },
  severity: {
    key: sql`(case f.severity when 'problem' then 4 when 'warning' then 3 when 'info' then 2 when 'ok' then 1 else 0 end)::bigint`,
    type: 'bigint',
  },
};

function milliseconds(column: Sql): Sql {
  return sql`coalesce((extract(epoch from ${column}) * 1000)::bigint, 0)`;
}

/** A place in a sorted list, and which side of it is wanted. */
export interface Place {
  backward: boolean;
  value: string;
  id: string;
}

export function placeOf(values: readonly CursorValue[]): Place {
  const [backward, value, id] = values;
  if (typeof backward !== 'boolean' || typeof value !== 'string' || typeof id !== 'string') {
    throw new InvalidError(
      'This link points into a list that has changed. Go to the first page and look again.',
    );
  }
  return { backward, value, id };
}

/** Sort key as text, for the cursor. */
export function sortKey(sort: MachineSort): Sql {
  return sql`(${SORT_KEYS[sort.by].key})::text`;
}

/** Rows strictly beyond a place. Ties are settled by id, so every row is on exactly one page. */
export function beyond(sort: MachineSort, place: Place | null): Sql[] {
  if (place === null) return [];
  const { key, type } = SORT_KEYS[sort.by];
  const value = type === 'text' ? sql`${place.value}::text collate "C"` : sql`${place.value}::bigint`;
  const ascending = (sort.direction === 'asc') !== place.backward;
  return [
    ascending
      ? sql`(${key}, m.id) > (${value}, ${place.id}::uuid)`
      : sql`(${key}, m.id) < (${value}, ${place.id}::uuid)`,
  ];
}

export function machineOrder(sort: MachineSort, backward: boolean): Sql {
  const { key } = SORT_KEYS[sort.by];
  return (sort.direction === 'asc') !== backward ? sql`${key} asc, m.id asc` : sql`${key} desc, m.id desc`;
}
