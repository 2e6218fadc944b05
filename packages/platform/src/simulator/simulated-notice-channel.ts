import type {
  NoticeAnswer,
  NoticeChannel,
  NoticeOutcome,
  NoticeShowing,
  NoticeToShow,
} from '../notice-channel';
import type { SimulatedMachine, SimulatedUser } from './simulated-machine';

/** Times are divided by `pace`: 1 is a person's own speed. `now` gives milliseconds since 1970. */
export interface SimulatedNoticeOptions {
  now: () => number;
  pace: number;
}

const DISPLAYED_AFTER_MS = 400;

/** What this user answers to a notice, given how often it was shown before; null: nothing at all. */
export function habitualAnswer(
  user: SimulatedUser,
  notice: NoticeToShow,
  shownBefore: number,
): NoticeAnswer | null {
  const { offers } = notice;
  if (user.habit === 'refuses' && offers.refuse) return 'refused';
  if (user.habit === 'defers-once' && offers.defer && shownBefore === 0) return 'deferred';
  if (user.habit === 'ignores') return null;
  return offers.acknowledge ? 'acknowledged' : 'closed';
}

/** The users of a simulated machine, each with a habit. */
export function createSimulatedNoticeChannel(
  machine: SimulatedMachine,
  { now, pace }: SimulatedNoticeOptions,
): NoticeChannel {
  const shown = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();

  const after = (ms: number, act: () => void): NodeJS.Timeout => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms / pace);
    timers.add(timer);
    return timer;
  };

  function showTo(user: SimulatedUser, notice: NoticeToShow): NoticeShowing {
    const before = shown.get(user.session) ?? 0;
    shown.set(user.session, before + 1);
    let displayedAt: number | null = null;
    let settle: (outcome: NoticeOutcome) => void = () => undefined;
    const outcome = new Promise<NoticeOutcome>((resolve) => {
      settle = resolve;
    });
    const finish = (answer: NoticeAnswer | null) =>
      settle({ displayedAt, answer, answeredAt: answer === null ? null : now(), failure: null });
    const displayed = new Promise<number>((resolve) => {
      after(DISPLAYED_AFTER_MS, () => {
        displayedAt = now();
        resolve(displayedAt);
      });
    });
    const answer = habitualAnswer(user, notice, before);
    const waitMs = answer === null ? notice.answerTimeoutMs * pace : DISPLAYED_AFTER_MS + user.answersAfterMs;
    const answering = after(waitMs, () => finish(answer ?? 'timed-out'));
    const withdraw = () => {
      clearTimeout(answering);
      timers.delete(answering);
      finish(null);
    };
    return { displayed, outcome, withdraw };
  }

  return {
    async sessions() {
      return machine.users.map(({ name, session }) => ({
        id: session,
        place: session,
        user: name,
        userId: null,
        means: 'simulated' as const,
        language: machine.language,
      }));
    },
    isPresenting: async () => false,
    show(session, notice) {
      const user = machine.users.find((candidate) => candidate.session === session.id);
      if (user !== undefined) return showTo(user, notice);
      const gone = { displayedAt: null, answer: null, answeredAt: null, failure: 'the session ended' };
      return { displayed: Promise.resolve(null), outcome: Promise.resolve(gone), withdraw: () => undefined };
    },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
