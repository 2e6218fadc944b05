import { type Sql, sql } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { namesOf } from '../user/names';
import type { NoticeOverrideHits, NoticeOverrideState, NoticeOverrideView } from '../views';
import { noticeOverrideRows, passedOver } from './notice-override-rows';
import { askLapsesAt, overrideEndsAt } from './notice-override-times';

interface Stored {
  id: string;
  machines: number;
  askedById: string;
  askedAt: Date;
  askReason: string;
  grantedById: string | null;
  grantedAt: Date | null;
  grantReason: string | null;
  closedById: string | null;
  closedAt: Date | null;
  closeReason: string | null;
  applied: number;
  waiting: number;
  notSigned: number;
}

const waitsAt = (
  now: Date,
): Sql => sql`notice_override_lasts(o.granted_at, ${now}) and oj.refusal is null and j.finished_at is null and j.go_granted_at is null
      and j.cancel_requested_at is null and j.state in ('requested', 'queued', 'offered', 'notifying', 'deferred')`;

function stateOf({ grantedAt, closedAt, closedById, askedAt }: Stored, now: Date): NoticeOverrideState {
  if (grantedAt !== null) return 'granted';
  if (closedAt !== null) return closedById === null ? 'lapsed' : 'refused';
  return now < askLapsesAt(askedAt) ? 'asked' : 'lapsed';
}

function validUntil(stored: Stored, state: NoticeOverrideState): string | null {
  if (stored.grantedAt !== null) return iso(overrideEndsAt(stored.grantedAt));
  return state === 'asked' ? iso(askLapsesAt(stored.askedAt)) : null;
}

const SHOWN_NAMES = 12;

/** Whom one that is asked for would hit now: of those that it was asked for, who waits still. */
async function hitsOf(call: Call, rolloutId: string, overrideId: string): Promise<NoticeOverrideHits> {
  const jobs = await call.tx.noticeOverrideJob.findMany({ where: { overrideId }, select: { jobId: true } });
  const askedFor = new Set(jobs.map(({ jobId }) => jobId));
  const rows = passedOver(await noticeOverrideRows(call, rolloutId, {}));
  const names = rows.flatMap(({ jobId, hostname }) => (askedFor.has(jobId ?? '') ? [hostname] : []));
  const first = names.sort((a, b) => a.localeCompare(b, 'en')).slice(0, SHOWN_NAMES);
  return { machines: names.length, first };
}

/** The overrides of a rollout's notice, the newest first, with what became of them; its scope was looked at before. */
export async function noticeOverridesOf(call: Call, rolloutId: string): Promise<NoticeOverrideView[]> {
  const { tx, now } = call;
  const rows = await tx.$queryRaw<Stored[]>(sql`
    select o.id, o.machines, o.asked_by_id as "askedById", o.asked_at as "askedAt", o.ask_reason as "askReason",
      o.granted_by_id as "grantedById", o.granted_at as "grantedAt", o.grant_reason as "grantReason",
      o.closed_by_id as "closedById", o.closed_at as "closedAt", o.close_reason as "closeReason",
      count(*) filter (where what.followed)::int as applied,
      count(*) filter (where not what.followed and ${waitsAt(now)})::int as waiting,
      count(oj.refusal)::int as "notSigned"
    from notice_override o
    left join notice_override_job oj on oj.override_id = o.id
    left join job j on j.id = oj.job_id
    cross join lateral (select coalesce(notice_override_followed(j.id) = o.id, false) as followed) what
    where o.rollout_id = ${rolloutId}::uuid
    group by o.id
    order by o.asked_at desc, o.id desc`);
  const ids = rows.flatMap((row) => [row.askedById, row.grantedById ?? [], row.closedById ?? []].flat());
  const names = await namesOf(tx, ids);
  const personOf = (id: string) => ({ id, name: names.get(id) ?? id });
  const personOrNull = (id: string | null) => (id === null ? null : personOf(id));
  const open = rows.find((row) => stateOf(row, now) === 'asked');
  const hits = open === undefined ? null : await hitsOf(call, rolloutId, open.id);
  return rows.map((row) => {
    const state = stateOf(row, now);
    return {
      id: row.id,
      state,
      machines: row.machines,
      askedBy: personOf(row.askedById),
      askedAt: iso(row.askedAt),
      askReason: row.askReason,
      validUntil: validUntil(row, state),
      grantedBy: personOrNull(row.grantedById),
      grantedAt: isoOrNull(row.grantedAt),
      grantReason: row.grantReason,
      closedBy: personOrNull(row.closedById),
      closedAt: isoOrNull(row.closedAt),
      closeReason: row.closeReason,
      hits: state === 'asked' ? hits : null,
      applied: row.applied,
      waiting: row.waiting,
      notSigned: row.notSigned,
    };
  });
}
