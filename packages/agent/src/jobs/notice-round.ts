import { createHash } from 'node:crypto';
import {
  answerToTell,
  bodyToShow,
  isInformedByDisplay,
  type JobEvent,
  type NoticeRequest,
  type ShownText,
  shownAs,
  textToShow,
} from '@teredo-fleet/agent-core';
import type { AsOf, NoticeChannel, NoticeSession, NoticeShowing } from '@teredo-fleet/platform';
import { bodyWithLink } from '@teredo-fleet/teredo';

/** What a job knows of a session. */
export interface OfSession {
  /** What the job calls it, in whatever is told of it. */
  nameOf(session: NoticeSession): { id: string; user: string | null };
  /** Where the user of a session by that name reads and answers it; null: there is no such page. */
  linkFor(name: string, deferralsLeft: number): string | null;
}

/** When the first look is made, and from the end of one to the next. */
export interface Pace {
  firstMs: number;
  againMs: number;
}

const WHILE_ASKING: Pace = { firstMs: 0, againMs: 10_000 };
/** Nobody waits for them, and the change may wait for days; or for a moment only. */
export const FOR_LATECOMERS: Pace = { firstMs: 10_000, againMs: 60_000 };

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * Shows one round of a notice to everybody who is logged on, and to whoever logs on while it is up. Looks follow each other,
 * however long one takes; each is of now until one of now has told who is there since the newest was asked for.
 */
export class NoticeRound {
  readonly #showings = new Map<string, NoticeShowing>();
  /** The newest look of now that was asked for, and the newest that was made. */
  #wanted: number;
  #made: number;
  #looks: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #ended = false;
  #withdrawn = false;

  constructor(
    private readonly channel: NoticeChannel,
    private readonly request: NoticeRequest,
    private readonly deliver: (event: JobEvent) => void,
    private readonly toServerTime: (localMs: number) => number,
    private readonly of: OfSession,
  ) {
    this.#wanted = request.look;
    this.#made = request.look - 1;
  }

  start(pace = WHILE_ASKING): void {
    if (pace.firstMs === 0) void this.#keepLooking(pace);
    else this.#lookLater(pace.firstMs, pace);
  }

  /** Who is there is told under this number, by a look that begins after this. */
  lookNow(look: number): void {
    if (look <= this.#wanted) return;
    this.#wanted = look;
    void this.#lookNext();
  }

  /** The round has ended: what is on the screens stays, and nobody is asked any more. */
  stopLooking(): void {
    this.#ended = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  /** Takes the notice off every screen. */
  withdraw(): void {
    this.#withdrawn = true;
    for (const showing of this.#showings.values()) showing.withdraw();
    this.stopLooking();
  }

  async #keepLooking(pace: Pace): Promise<void> {
    await this.#lookNext();
    if (!this.#ended) this.#lookLater(pace.againMs, pace);
  }

  #lookLater(ms: number, pace: Pace): void {
    this.#timer = setTimeout(() => void this.#keepLooking(pace), ms);
  }

  #lookNext(): Promise<void> {
    this.#looks = this.#looks.then(() => this.#look());
    return this.#looks;
  }

  async #look(): Promise<void> {
    if (this.#ended) return;
    const { round, skip } = this.request;
    const look = this.#wanted;
    const sessions = await this.#sessions(look > this.#made ? 'now' : 'lately');
    if (this.#ended || sessions === null) return;
    this.#made = look;
    const shown = shownAs('none', textToShow(this.request, null), sha256);
    const named = sessions.map((session) => ({ ...this.of.nameOf(session), session }));
    const listed = named.map(({ id, user }) => ({ id, user }));
    const fresh = named.filter(({ id }) => !this.#showings.has(id) && !skip.includes(id));
    const held = await this.#heldOf(fresh);
    if (this.#ended) return;
    const holding = held.length === 0 ? {} : { held };
    this.deliver({ kind: 'notice-sessions', round, look, sessions: listed, shown, ...holding });
    for (const { id, session } of fresh) if (!held.includes(id)) this.#show(id, session);
  }

  /** Those in which somebody presents, while there is time for that. */
  async #heldOf(sessions: readonly { id: string; session: NoticeSession }[]): Promise<string[]> {
    if (this.toServerTime(Date.now()) >= this.request.quietUntil) return [];
    const presenting = await Promise.all(sessions.map(({ session }) => this.channel.isPresenting(session)));
    return sessions.filter((_, index) => presenting[index] === true).map(({ id }) => id);
  }

  /** Null, and said: it can't be found out who is logged on now. */
  async #sessions(asOf: AsOf): Promise<NoticeSession[] | null> {
    try {
      return await this.channel.sessions(asOf);
    } catch (error) {
      const { message: text } = error as Error;
      if (!this.#ended) this.deliver({ kind: 'notice-sessions-unknown', round: this.request.round, text });
      return null;
    }
  }

  /** Takes it off one session's screen: its user answered elsewhere. */
  withdrawFrom(session: string): void {
    this.#showings.get(session)?.withdraw();
  }

  #show(name: string, session: NoticeSession): void {
    const { request } = this;
    const text = textToShow(request, session.language);
    const link = this.of.linkFor(name, request.deferralsLeft);
    const { wantsAnswer: acknowledge, mayDefer: defer, mayRefuse: refuse } = request;
    const offers = { acknowledge, defer, refuse };
    const body = bodyToShow(request, text, this.toServerTime(0));
    const showing = this.channel.show(session, {
      language: text.language,
      title: text.title,
      body: link === null ? body : bodyWithLink({ ...text, body }, link, offers),
      openBody: body,
      offers,
      answerTimeoutMs: request.answerTimeoutSeconds * 1000,
    });
    this.#showings.set(name, showing);
    void this.#follow(name, showing, shownAs(session.means, text, sha256));
  }

  async #follow(session: string, showing: NoticeShowing, shown: ShownText): Promise<void> {
    const { request } = this;
    const about = { round: request.round, session, shown };
    const displayedAt = await showing.displayed;
    if (displayedAt !== null && !this.#withdrawn) {
      const at = this.toServerTime(displayedAt);
      this.deliver({ kind: 'notice-displayed', ...about, at });
      if (isInformedByDisplay(request)) {
        return this.deliver({ kind: 'notice-answered', ...about, at, answer: 'informed', until: null });
      }
    }
    const outcome = await showing.outcome;
    if (this.#withdrawn) return;
    const at = this.toServerTime(outcome.answeredAt ?? Date.now());
    const answer = answerToTell(request, { said: outcome.answer, failed: outcome.failure !== null });
    this.deliver({ kind: 'notice-answered', ...about, at, answer, until: null });
  }
}
