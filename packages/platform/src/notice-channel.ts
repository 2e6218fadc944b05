/** Ways in which a person can be told. */
export type NoticeMeans = 'desktop-dialog' | 'terminal' | 'simulated';

/** A session in which somebody is logged on and can be told something. */
export interface NoticeSession {
  /** Names this log-on, with where it is, since when and whose: `pts/3 2026-11-29 08:03 kim`. At most 100 characters. */
  id: string;
  /** The same without whose it is: `pts/3 2026-11-29 08:03`. */
  place: string;
  user: string;
  /** `uid 1000`, or the SID of Windows; null: the system does not tell. */
  userId: string | null;
  means: NoticeMeans;
  /** BCP 47 tag of the session's language; null when it can't be told. */
  language: string | null;
}

/** A text to show with the answers that it offers. `title` and `body` come from the server: plain text, no markup. */
export interface NoticeToShow {
  /** BCP 47 tag of the text. */
  language: string;
  title: string;
  /** With the link of this session's page, by which whoever reads it may answer. */
  body: string;
  /** The same without the link, for a program whose arguments other users of the machine can read. */
  openBody: string;
  /** `inform` closes after being read; the others wait for an answer. */
  offers: { acknowledge: boolean; defer: boolean; refuse: boolean };
  /** Shown beside the answers, so that nobody is surprised; milliseconds. */
  answerTimeoutMs: number;
}

export type NoticeAnswer = 'acknowledged' | 'deferred' | 'refused' | 'closed' | 'timed-out';

/** What became of one showing. Times are milliseconds since 1970 by this machine's clock. */
export interface NoticeOutcome {
  /** Null: not displayed, or the channel can't tell. */
  displayedAt: number | null;
  answer: NoticeAnswer | null;
  answeredAt: number | null;
  /** Why it could not be displayed, for the log; null when it was. */
  failure: string | null;
}

/** One showing. `displayed` settles first; both resolve, neither rejects. */
export interface NoticeShowing {
  displayed: Promise<number | null>;
  outcome: Promise<NoticeOutcome>;
  /** Takes the notice away; `outcome` then resolves with no answer. */
  withdraw(): void;
}

/** How old an answer may be: ten seconds, or for `lately` a minute where finding out costs much. */
export type AsOf = 'now' | 'lately';

/** Tells people. One session's user can't answer for another. */
export interface NoticeChannel {
  /**
   * Every session that can be told; empty: nobody is logged on, and that is as of now, whatever was asked for. Rejects when
   * it can't be found out.
   */
  sessions(asOf: AsOf): Promise<NoticeSession[]>;
  /** Whether somebody in the session presents, or keeps it awake as one does who presents; null: that can't be known. */
  isPresenting(session: NoticeSession): Promise<boolean | null>;
  show(session: NoticeSession, notice: NoticeToShow): NoticeShowing;
  close(): Promise<void>;
}
