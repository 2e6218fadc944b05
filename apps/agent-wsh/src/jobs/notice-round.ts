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
import { encodeUtf8 } from '@teredo-fleet/protocol/es3';
import { bodyWithLink } from '@teredo-fleet/teredo';
import { sha256Hex } from '../crypto/sha256';
import type { ScriptClock } from '../host/clock';
import { messageOf } from '../host/host';
import type { NoticeChannel, NoticePerson, NoticeShowing } from '../notice/notice-channel';

/** One round of a notice. */
export interface NoticeRound {
  /** Looks who is logged on and what was answered meanwhile. */
  look(): void;
  /** Who is there is told under this number by the next `look`. */
  lookNow(look: number): void;
  withdraw(): void;
  /** Takes it off one session's screen: its user answered elsewhere. */
  withdrawFrom(session: string): void;
}

interface Shown {
  session: string;
  showing: NoticeShowing;
  text: ShownText;
  isDisplayed: boolean;
  isAnswered: boolean;
}

interface RoundParts {
  channel: NoticeChannel;
  clock: ScriptClock;
  /** Where the session's user reads and answers it; null: there is no such page. */
  linkFor(session: string, deferralsLeft: number): string | null;
  /** What the job calls it, in whatever is told of it. */
  nameOf(person: NoticePerson): { id: string; user: string | null };
  pace: Pace;
}

/** When it is listed first who is logged on, and from one list to the next. */
export interface Pace {
  firstMs: number;
  againMs: number;
}

const sha256 = (text: string): string => sha256Hex(encodeUtf8(text));

/** Shows one round of a notice to everybody who is logged on, and to whoever logs on while it is up. */
export function createNoticeRound(
  request: NoticeRequest,
  deliver: (event: JobEvent) => void,
  { channel, clock, linkFor, nameOf, pace }: RoundParts,
): NoticeRound {
  const { round } = request;
  const showings: Shown[] = [];
  let wanted = request.look;
  let listedAt = clock.now();
  let waitMs = pace.firstMs;

  function show(session: string, person: NoticePerson): void {
    const text = textToShow(request, person.language);
    const { wantsAnswer: acknowledge, mayDefer: defer, mayRefuse: refuse, answerTimeoutSeconds } = request;
    const offers = { acknowledge, defer, refuse };
    const link = linkFor(session, request.deferralsLeft);
    const own = bodyToShow(request, text, clock.now() - clock.localNow());
    const body = link === null ? own : bodyWithLink({ language: text.language, body: own }, link, offers);
    showings.push({
      session,
      showing: channel.show(person, { title: text.title, body, offers, answerTimeoutSeconds }),
      text: shownAs('desktop-dialog', text, sha256),
      isDisplayed: false,
      isAnswered: false,
    });
  }

  function list(): void {
    let people: NoticePerson[];
    try {
      people = channel.people();
    } catch (error) {
      return deliver({ kind: 'notice-sessions-unknown', round, text: messageOf(error) });
    }
    const shown = shownAs('none', textToShow(request, null), sha256);
    const sessions = people.map(nameOf);
    const isKnown = (id: string): boolean =>
      request.skip.indexOf(id) !== -1 || showings.some(({ session }) => session === id);
    const isHeld = (person: NoticePerson): boolean =>
      clock.now() < request.quietUntil && channel.isPresenting(person) === true;
    const fresh = people.filter((person) => !isKnown(nameOf(person).id));
    const held = fresh.filter(isHeld).map((person) => nameOf(person).id);
    const holding = held.length === 0 ? {} : { held };
    deliver({ kind: 'notice-sessions', round, look: wanted, sessions, shown, ...holding });
    for (const person of fresh) {
      const { id } = nameOf(person);
      if (held.indexOf(id) === -1) show(id, person);
    }
  }

  function follow(one: Shown): void {
    if (one.isAnswered) return;
    const { displayed, said } = one.showing.look();
    const about = { round, session: one.session, shown: one.text, at: clock.now() };
    if (displayed && !one.isDisplayed) {
      one.isDisplayed = true;
      deliver({ kind: 'notice-displayed', ...about });
    }
    const isInformed = one.isDisplayed && isInformedByDisplay(request);
    if (said === null && !isInformed) return;
    one.isAnswered = true;
    const answer = answerToTell(request, { said, failed: false });
    deliver({ kind: 'notice-answered', ...about, answer, until: null });
  }

  return {
    look() {
      const now = clock.now();
      if (now < listedAt || now - listedAt >= waitMs) {
        listedAt = now;
        waitMs = pace.againMs;
        list();
      }
      showings.forEach(follow);
    },
    lookNow(look) {
      if (look <= wanted) return;
      wanted = look;
      waitMs = 0;
    },
    withdraw() {
      for (const { showing } of showings) showing.withdraw();
    },
    withdrawFrom(session) {
      for (const one of showings) {
        if (one.session !== session || one.isAnswered) continue;
        one.isAnswered = true;
        one.showing.withdraw();
      }
    },
  };
}
