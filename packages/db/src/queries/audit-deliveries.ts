import type { Queryable } from '../client/queryable';

export type DeliveryKind = 'file' | 'syslog' | 'webhook';

/** How far heads were published to one place outside the database. */
export interface Delivery {
  /** Says where, without secrets. */
  target: string;
  kind: DeliveryKind;
  /** Of the newest head that got there; 0: none did. */
  count: number;
  deliveredAt: Date | null;
  /** Since when nothing more gets there; null: all is well. */
  failingAt: Date | null;
  failure: string | null;
  triedAt: Date;
}

const ALL = `select target, kind, count::float8 as count, delivered_at as "deliveredAt", failing_at as "failingAt", failure,
  tried_at as "triedAt" from audit_delivery order by kind, target`;

export async function auditDeliveries(db: Queryable): Promise<Delivery[]> {
  const { rows } = await db.query<Delivery>(ALL);
  return rows;
}

const DELIVERED = `
insert into audit_delivery (target, kind, count, delivered_at, tried_at) values ($1, $2, $3, now(), now())
on conflict (target) do update set count = greatest(audit_delivery.count, excluded.count), delivered_at = now(),
  failing_at = null, failure = null, tried_at = now()`;

export async function recordDelivered(
  db: Queryable,
  { target, kind, count }: Pick<Delivery, 'target' | 'kind' | 'count'>,
): Promise<void> {
  await db.query(DELIVERED, [target, kind, count]);
}

const FAILED = `
insert into audit_delivery (target, kind, failing_at, failure, tried_at) values ($1, $2, now(), $3, now())
on conflict (target) do update set failing_at = coalesce(audit_delivery.failing_at, now()), failure = excluded.failure,
  tried_at = now()`;

export async function recordUndelivered(
  db: Queryable,
  { target, kind, failure }: Pick<Delivery, 'target' | 'kind'> & { failure: string },
): Promise<void> {
  await db.query(FAILED, [target, kind, failure]);
}

/** Forgets places of which nothing was heard for a day: no server tells them any more. */
export async function forgetDeliveries(db: Queryable): Promise<void> {
  await db.query(`delete from audit_delivery where tried_at < now() - interval '1 day'`);
}
