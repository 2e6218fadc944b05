import type { Queryable } from '../client/queryable';

/** A time as the database writes it into JSON: ISO 8601 with an offset. */
type JsonTime = string;

/** What a link opens: one session's notice, and what became of its change. As the database says it, unjudged. */
export interface NoticePageRow {
  now: JsonTime;
  hostname: string;
  timeZone: string | null;
  /** The machine was enrolled anew, or the change tried again: whoever is asked now has another link. */
  superseded: boolean;
  job: {
    state: string;
    until: JsonTime | null;
    work: unknown;
    notice: unknown;
    windows: unknown;
    notBefore: JsonTime;
    notAfter: JsonTime;
    startedAt: JsonTime | null;
    finishedAt: JsonTime | null;
    cancelRequestedAt: JsonTime | null;
    before: unknown;
    after: unknown;
  };
  /** `author` and `email` are null when the account is gone. */
  rollout: { name: string; reason: string | null; author: string | null; email: string | null };
  /** The organisation's setting as it is kept; null: none is. */
  organisation: unknown;
  /**
   * Two people decided that no answer is waited for; null: nobody did, or no machine takes it any more. Names are null where the account is gone. `applied`: a
   * receipt of that machine says that it followed.
   */
  override: {
    askedBy: string | null;
    askedAt: JsonTime;
    askReason: string;
    grantedBy: string | null;
    grantedAt: JsonTime;
    grantReason: string;
    applied: boolean;
  } | null;
  /** First display on that machine, to whomever. */
  firstDisplayedAt: JsonTime | null;
  /** What its notice says of how often it can be put off still; null: its agent does not tell. */
  deferralsLeft: number | null;
  /** Of this session, one a round, the oldest first. */
  receipts: {
    answer: string;
    channel: string;
    answeredAt: JsonTime | null;
    displayedAt: JsonTime | null;
    deferredUntil: JsonTime | null;
    deferrals: number;
  }[];
  /** Given on the page for this session, the oldest first; without an outcome they are on their way. */
  answers: { answer: string; until: JsonTime | null; at: JsonTime; outcome: string | null }[];
}

/**
 * What the link with this digest (SHA-256, 32 bytes) opens; null: nothing, whatever the reason. The only reading that the
 * process of the page can do.
 */
export async function noticePage(db: Queryable, codeSha256: Uint8Array): Promise<NoticePageRow | null> {
  const { rows } = await db.query<{ page: NoticePageRow | null }>('select notice_page($1) as page', [
    codeSha256,
  ]);
  return rows[0]?.page ?? null;
}
