import type { Queryable } from '../client/queryable';

/** Who did what to what, as somebody will read it years later. Never a secret in `before` or `after`. */
export interface AuditInput {
  scopeId: string | null;
  actorKind: 'user' | 'machine' | 'system';
  actorId: string | null;
  actorName: string;
  /** Verb: `machine.quarantine`. */
  action: string;
  objectKind: string;
  objectId: string | null;
  objectName: string | null;
  outcome: 'done' | 'refused' | 'failed';
  before: unknown;
  after: unknown;
  reason: string | null;
  requestId: string | null;
  address: string | null;
}

const SQL = `
insert into audit_entry (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, outcome,
  before, after, reason, request_id, address, actor_token)
select scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, outcome,
  before::jsonb, after::jsonb, reason, request_id, address, $15::text
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
  $10::text[], $11::text[], $12::text[], $13::text[], $14::text[]) with ordinality
  as e (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, outcome, before, after,
    reason, request_id, address, n)
order by n`;

const json = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

/**
 * Writes audit entries in order; in the transaction of the change they tell of, so that neither is without the other.
 * `actorToken`: the API token by which their actor acted; null for everybody who came otherwise.
 */
export async function writeAudit(
  db: Queryable,
  entries: readonly AuditInput[],
  actorToken: string | null = null,
): Promise<void> {
  if (entries.length === 0) return;
  await db.query(SQL, [
    entries.map((e) => e.scopeId),
    entries.map((e) => e.actorKind),
    entries.map((e) => e.actorId),
    entries.map((e) => e.actorName),
    entries.map((e) => e.action),
    entries.map((e) => e.objectKind),
    entries.map((e) => e.objectId),
    entries.map((e) => e.objectName),
    entries.map((e) => e.outcome),
    entries.map((e) => json(e.before)),
    entries.map((e) => json(e.after)),
    entries.map((e) => e.reason),
    entries.map((e) => e.requestId),
    entries.map((e) => e.address),
    actorToken,
  ]);
}
