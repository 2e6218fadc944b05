import { createHash } from 'node:crypto';
import {
  answerToTell,
  isInformedByDisplay,
  type JobEvent,
  type NoticeAnswer,
  type NoticeRequest,
  type ShownText,
  shownAs,
  textToShow,
} from '@teredo-fleet/agent-core';
import type { AsOf, NoticeChannel, NoticeSession, NoticeShowing } from '@teredo-fleet/platform';
import { bodyWithLink } from '@teredo-fleet/teredo';

/** From the end of one look to the next. */
const LOOK_AGAIN_MS = 10_000;

/** Given only to a notice that offers them, and no change starts by them: they are told at once. */
const HOLDS_BACK: readonly NoticeAnswer[] = ['refused', 'deferred'];

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

type AnsweredEvent = Extract<JobEvent, { kind: 'notice-answered' }>;

/**
 * Shows one round of a notice to everybody who is logged on, and to whoever logs on while it is up. Looks follow each other,
 * however long one takes. An answer by which the change may start is told after a look of now, so that whoever logged on
 * since the last one is asked too; until then who gave it counts as there.
 */
export class NoticeRound {
  readonly #showings = new Map<string, { session: NoticeSession; showing: NoticeShowing }>();
  /** Answers that wait for a look of now, by their sessions. */
  readonly #held: { session: string; tell: () => void }[] = [];
  #looks: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #ended = false;
  #withdrawn = false;

  constructor(
    private readonly channel: NoticeChannel,
    private readonly request: NoticeRequest,
    private readonly deliver: (event: JobEvent) => void,
    private readonly toServerTime: (localMs: number) => number,
    /** Where the session's user reads and answers it; null: there is no such page. */
    private readonly linkFor: (session: string) => string | null,
  ) {}

  start(): void {
    void this.#keepLooking('now');
  }

  /** The round has ended: what is on the screens stays, and nobody is asked any more. */
  stopLooking(): void {
    this.#ended = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#tellHeld();
  }

  /** Takes the notice off every screen. */
  withdraw(): void {
    this.#withdrawn = true;
    for (const { showing } of this.#showings.values()) showing.withdraw();
    this.stopLooking();
  }

  /** Tells an answer of a session once it was told who is there now, or the round has ended. */
  tellAfterLook(session: string, tell: () => void): void {
    this.#held.push({ session, tell });
    if (this.#ended) return this.#tellHeld();
    void this.#lookNext('now');
  }

  #tellHeld(): void {
    for (const { tell } of this.#held.splice(0)) tell();
  }

  async #keepLooking(asOf: AsOf): Promise<void> {
    await this.#lookNext(asOf);
    if (this.#ended) return;
    this.#timer = setTimeout(() => void this.#keepLooking('lately'), LOOK_AGAIN_MS);
  }

  #lookNext(asOf: AsOf): Promise<void> {
    this.#looks = this.#looks.then(() => this.#look(this.#held.length > 0 ? 'now' : asOf));
    return this.#looks;
  }

  async #look(asOf: AsOf): Promise<void> {
    if (this.#ended) return;
    const { round, skip } = this.request;
    const sessions = await this.#sessions(asOf);
    if (this.#ended || sessions === null) return;
    const shown = shownAs('none', textToShow(this.request, null), sha256);
    const known = [...sessions, ...this.#gone(sessions)].map(({ id, user }) => ({ id, user }));
    this.deliver({ kind: 'notice-sessions', round, sessions: known, shown });
    const fresh = sessions.filter(({ id }) => !this.#showings.has(id) && !skip.includes(id));
    for (const session of fresh) this.#show(session);
    if (asOf === 'now') this.#tellHeld();
  }

  /** Who answered and is not there any more, but whose answer is not told yet. */
  #gone(there: readonly NoticeSession[]): NoticeSession[] {
    const ids = new Set(this.#held.map(({ session }) => session));
    for (const { id } of there) ids.delete(id);
    return [...ids].flatMap((id) => this.#showings.get(id)?.session ?? []);
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
    this.#showings.get(session)?.showing.withdraw();
  }

  #show(session: NoticeSession): void {
    const { request } = this;
    const text = textToShow(request, session.language);
    const link = this.linkFor(session.id);
    const { wantsAnswer: acknowledge, mayDefer: defer, mayRefuse: refuse } = request;
    const offers = { acknowledge, defer, refuse };
    const showing = this.channel.show(session, {
      title: text.title,
      body: link === null ? text.body : bodyWithLink(text, link, offers),
      offers,
      answerTimeoutMs: request.answerTimeoutSeconds * 1000,
    });
    this.#showings.set(session.id, { session, showing });
    void this.#follow(session, showing, shownAs(session.means, text, sha256));
  }

  async #follow(session: NoticeSession, showing: NoticeShowing, shown: ShownText): Promise<void> {
    const { request } = this;
    const about = { round: request.round, session: session.id, shown };
    const displayedAt = await showing.displayed;
    if (displayedAt !== null && !this.#withdrawn) {
      const at = this.toServerTime(displayedAt);
      this.deliver({ kind: 'notice-displayed', ...about, at });
      if (isInformedByDisplay(request)) {
        const informed = { ...about, at, answer: 'informed' as const, until: null };
        return this.#tell({ kind: 'notice-answered', ...informed });
      }
    }
    const outcome = await showing.outcome;
    if (this.#withdrawn) return;
    const at = this.toServerTime(outcome.answeredAt ?? Date.now());
    const answer = answerToTell(request, { said: outcome.answer, failed: outcome.failure !== null });
    this.#tell({ kind: 'notice-answered', ...about, at, answer, until: null });
  }

  #tell(event: AnsweredEvent): void {
    if (HOLDS_BACK.includes(event.answer)) return this.deliver(event);
    this.tellAfterLook(event.session, () => {
      if (!this.#withdrawn) this.deliver(event);
    });
  }
}
