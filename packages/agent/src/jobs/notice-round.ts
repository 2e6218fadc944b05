import { createHash } from 'node:crypto';
import {
  answerToTell,
  isInformedByDisplay,
  type JobEvent,
  type NoticeRequest,
  type ShownText,
  shownAs,
  textToShow,
} from '@teredo-fleet/agent-core';
import type { NoticeChannel, NoticeSession, NoticeShowing } from '@teredo-fleet/platform';
import { bodyWithLink } from '@teredo-fleet/teredo';

const LOOK_AGAIN_MS = 10_000;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Shows one round of a notice to everybody who is logged on, and to whoever logs on while it is up. */
export class NoticeRound {
  readonly #showings = new Map<string, NoticeShowing>();
  #timer: NodeJS.Timeout | null = null;
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
    void this.#look();
    this.#timer = setInterval(() => void this.#look(), LOOK_AGAIN_MS);
  }

  /** Takes the notice off every screen. */
  withdraw(): void {
    this.#withdrawn = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    for (const showing of this.#showings.values()) showing.withdraw();
  }

  async #look(): Promise<void> {
    const { round, skip } = this.request;
    const sessions = await this.#sessions();
    if (this.#withdrawn || sessions === null) return;
    const shown = shownAs('none', textToShow(this.request, null), sha256);
    const known = sessions.map(({ id, user }) => ({ id, user }));
    this.deliver({ kind: 'notice-sessions', round, sessions: known, shown });
    const fresh = sessions.filter(({ id }) => !this.#showings.has(id) && !skip.includes(id));
    for (const session of fresh) this.#show(session);
  }

  /** Null, and said: it can't be found out who is logged on now. */
  async #sessions(): Promise<NoticeSession[] | null> {
    try {
      return await this.channel.sessions();
    } catch (error) {
      const { message: text } = error as Error;
      if (!this.#withdrawn)
        this.deliver({ kind: 'notice-sessions-unknown', round: this.request.round, text });
      return null;
    }
  }

  /** Takes it off one session's screen: its user answered elsewhere. */
  withdrawFrom(session: string): void {
    this.#showings.get(session)?.withdraw();
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
    this.#showings.set(session.id, showing);
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
        this.deliver({ kind: 'notice-answered', ...about, at, answer: 'informed', until: null });
        return;
      }
    }
    const outcome = await showing.outcome;
    if (this.#withdrawn) return;
    const at = this.toServerTime(outcome.answeredAt ?? Date.now());
    const answer = answerToTell(request, { said: outcome.answer, failed: outcome.failure !== null });
    this.deliver({ kind: 'notice-answered', ...about, at, answer, until: null });
  }
}
