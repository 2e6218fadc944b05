import type { Queryable } from '../client/queryable';

export type ReportKind = 'mail' | 'webhook' | 'folder';

/** A scheduled report that is to be sent now. */
export interface DueReport {
  id: string;
  name: string;
  filter: unknown;
  format: 'csv' | 'jsonl';
  every: 'day' | 'week' | 'month';
  hour: number;
  timeZone: string;
  kind: ReportKind;
  target: string;
  webhookSecret: string | null;
  /** Entries up to then were sent before. */
  coveredTo: Date;
  tries: number;
  /** The database's clock. */
  now: Date;
  isFailing: boolean;
}

const CLAIM = `
update report_schedule s set leased_until = now() + make_interval(secs => $1)
where s.id = (
  select id from report_schedule
  where (next_at <= now() or asked_at is not null) and (leased_until is null or leased_until < now())
  order by next_at limit 1 for update skip locked
)
returning s.id, s.name, s.filter, s.format, s.every, s.hour, s.time_zone as "timeZone", s.kind, s.target,
  s.webhook_secret as "webhookSecret", s.covered_to as "coveredTo", s.tries,
  date_trunc('milliseconds', now()) as now, s.failing_at is not null as "isFailing"`;

/** One report that is due, this engine's for so many seconds; null: none is. */
export async function claimDueReport(db: Queryable, leaseSeconds: number): Promise<DueReport | null> {
  const { rows } = await db.query<DueReport>(CLAIM, [leaseSeconds]);
  return rows[0] ?? null;
}

const SENT = `
update report_schedule set covered_to = $2, next_at = $3, asked_at = null, leased_until = null, sent_at = now(), failing_at = null,
  failure = null, tries = 0
where id = $1`;

export async function recordReportSent(
  db: Queryable,
  { id, coveredTo, nextAt }: { id: string; coveredTo: Date; nextAt: Date },
): Promise<void> {
  await db.query(SENT, [id, coveredTo, nextAt]);
}

const FAILED = `
update report_schedule set next_at = now() + make_interval(secs => $2), asked_at = null, leased_until = null,
  failing_at = coalesce(failing_at, now()), failure = $3, tries = tries + 1
where id = $1`;

/** It is tried again after so many seconds. */
export async function recordReportFailed(
  db: Queryable,
  { id, failure, retrySeconds }: { id: string; failure: string; retrySeconds: number },
): Promise<void> {
  await db.query(FAILED, [id, retrySeconds, failure]);
}
