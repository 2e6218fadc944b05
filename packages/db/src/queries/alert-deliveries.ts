import type { Queryable } from '../client/queryable';

/** One thing that is told of an alert, as it was then. */
export interface AlertNews {
  alertId: string;
  what: 'open' | 'back' | 'news' | 'end';
  kind: string;
  subject: string;
  scope: { id: string; name: string } | null;
  name: string;
  machines: number | null;
  outOf: number | null;
  before: number | null;
  text: string | null;
  /** ISO 8601 UTC. */
  openedAt: string;
  at: string;
}

const QUEUE = `
with news as (
  select n, one, one ->> 'kind' as kind, (one -> 'scope' ->> 'id')::uuid as scope_id
  from jsonb_array_elements($1::jsonb) with ordinality as u (one, n)
)
insert into alert_delivery (destination_id, news)
select d.id, jsonb_agg(w.one order by w.n)
from alert_destination d join news w
  on (d.kinds = '{}' or w.kind = any (d.kinds)) and (d.scope_ids = '{}' or w.scope_id = any (d.scope_ids))
group by d.id`;

/** What a round has to tell, one delivery for each destination that wants any of it. */
export async function queueAlertNews(db: Queryable, news: readonly AlertNews[]): Promise<void> {
  if (news.length > 0) await db.query(QUEUE, [JSON.stringify(news)]);
}

/** What is to be sent to a destination now: the oldest that waits there. */
export interface DueDelivery {
  id: string;
  isTest: boolean;
  news: AlertNews[];
  createdAt: Date;
  destinationId: string;
  name: string;
  kind: 'mail' | 'webhook';
  target: string;
  webhookSecret: string | null;
  tries: number;
  /** The database's clock. */
  now: Date;
}

const CLAIM = `
with due as (
  select d.id from alert_destination d
  where d.next_at <= now() and (d.leased_until is null or d.leased_until < now()) and exists (
    select from alert_delivery w where w.destination_id = d.id and w.sent_at is null and w.given_up_at is null
  )
  order by d.next_at limit $2 for update skip locked
),
mine as (
  update alert_destination d set leased_until = now() + make_interval(secs => $1) from due where d.id = due.id
  returning d.id, d.name, d.kind, d.target, d.webhook_secret, d.tries
)
select w.id, w.is_test as "isTest", w.news, w.created_at as "createdAt", m.id as "destinationId", m.name, m.kind, m.target,
  m.webhook_secret as "webhookSecret", m.tries, date_trunc('milliseconds', now()) as now
from mine m cross join lateral (
  select * from alert_delivery w where w.destination_id = m.id and w.sent_at is null and w.given_up_at is null
  order by w.is_test desc, w.id limit 1
) as w`;

/** The oldest delivery of each destination that is due, somebody's try of it before all others: this engine's for so many seconds. */
export async function claimAlertDeliveries(
  db: Queryable,
  { leaseSeconds, atMost }: { leaseSeconds: number; atMost: number },
): Promise<DueDelivery[]> {
  return (await db.query<DueDelivery>(CLAIM, [leaseSeconds, atMost])).rows;
}

const SENT = `
with sent as (
  update alert_delivery set sent_at = now(), answer = $3 where id = $1
)
update alert_destination set leased_until = null, sent_at = now(), failing_at = null, failure = null, tries = 0, next_at = now()
where id = $2`;

interface Told {
  id: string;
  destinationId: string;
  /** What came back, in words. */
  answer: string;
}

export async function recordAlertSent(db: Queryable, { id, destinationId, answer }: Told): Promise<void> {
  await db.query(SENT, [id, destinationId, answer]);
}

const FAILED = `
with failed as (
  update alert_delivery set answer = $3, given_up_at = case when $4 then now() end where id = $1
)
update alert_destination set leased_until = null, failing_at = coalesce(failing_at, now()), failure = $3, tries = tries + 1,
  next_at = now() + make_interval(secs => $5)
where id = $2`;

/** It could not be sent. `giveUp`: nor is it tried again. The destination has nothing sent to it for so many seconds. */
export async function recordAlertFailed(
  db: Queryable,
  { id, destinationId, answer, giveUp, retrySeconds }: Told & { giveUp: boolean; retrySeconds: number },
): Promise<void> {
  await db.query(FAILED, [id, destinationId, answer, giveUp, retrySeconds]);
}

/** How many scopes there are: where there is one, nobody names it. */
export async function countScopes(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ scopes: number }>('select count(*)::int as scopes from scope');
  return rows[0]!.scopes;
}
