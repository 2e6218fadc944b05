import type { JobEvent, NoticeRequest } from '@teredo-fleet/agent-core';
import type { NoticeAnswer, NoticeChannel, NoticeOutcome } from '@teredo-fleet/platform';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NoticeRound } from '../src/jobs/notice-round';

const REQUEST = {
  round: 0,
  look: 1,
  texts: [{ language: 'en', title: 'Teredo', body: 'Teredo will be turned on.' }],
  skip: [],
  wantsAnswer: true,
  mayDefer: false,
  mayRefuse: false,
  deferralsLeft: 0,
  deferrableUntil: null,
  quietUntil: 0,
  isDeferralOver: false,
  answerTimeoutSeconds: 60,
};

const KIM = {
  id: '1',
  place: '1',
  user: 'kim',
  userId: null,
  means: 'desktop-dialog' as const,
  language: null,
};
const ZOE = { ...KIM, id: '2', user: 'zoe' };

/** A channel that can't find out who is logged on for so many looks. */
function blindChannel(looks: number): NoticeChannel {
  let left = looks;
  return {
    async sessions() {
      left -= 1;
      if (left >= 0) throw new Error('who: no end after 5000 ms, killed');
      return [];
    },
    isPresenting: async () => null,
    show: () => {
      throw new Error('there is nobody to show anything to');
    },
    close: async () => undefined,
  };
}

/** A channel on whose screens everything stays up until the test answers; `sessions` lists. */
function answerableChannel(sessions: NoticeChannel['sessions']) {
  const answers = new Map<string, (answer: NoticeAnswer) => void>();
  const channel: NoticeChannel = {
    sessions,
    isPresenting: async () => null,
    show({ id }) {
      const outcome = new Promise<NoticeOutcome>((resolve) => {
        answers.set(id, (answer) =>
          resolve({ displayedAt: Date.now(), answer, answeredAt: Date.now(), failure: null }),
        );
      });
      const displayed = outcome.then(({ displayedAt }) => displayedAt);
      return { displayed, outcome, withdraw: () => undefined };
    },
    close: async () => undefined,
  };
  return { channel, answer: (id: string, said: NoticeAnswer) => answers.get(id)?.(said) };
}

function startRound(channel: NoticeChannel, request: NoticeRequest = REQUEST) {
  const events: JobEvent[] = [];
  const round = new NoticeRound(
    channel,
    request,
    (event) => events.push(event),
    (at) => at,
    { nameOf: ({ id, user }) => ({ id, user }), linkFor: () => null },
  );
  round.start();
  return { round, events };
}

/** What is told of who is there and of what they answered, in order. */
const told = (events: readonly JobEvent[]) =>
  events.flatMap((event) => {
    if (event.kind === 'notice-sessions') return [event.sessions.map(({ user }) => user).join(' and ')];
    return event.kind === 'notice-answered' ? [`${event.session}: ${event.answer}`] : [];
  });

const lookNumbers = (events: readonly JobEvent[]) =>
  events.flatMap((event) => (event.kind === 'notice-sessions' ? [event.look] : []));

describe('a round of a notice', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('calls nobody logged on only when it knows: while it can not find out, it says so and looks again', async () => {
    const { round, events } = startRound(blindChannel(2));
    await vi.advanceTimersByTimeAsync(1);
    expect(events).toEqual([
      { kind: 'notice-sessions-unknown', round: 0, text: 'who: no end after 5000 ms, killed' },
    ]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(events.map(({ kind }) => kind)).toEqual([
      'notice-sessions-unknown',
      'notice-sessions-unknown',
      'notice-sessions',
    ]);
    round.withdraw();
  });

  it('begins with who is there now, and looks once more a while after each look has ended, however long it took', async () => {
    const looks: string[] = [];
    const { channel } = answerableChannel(async (asOf) => {
      looks.push(`${asOf} at ${Date.now() - startedAt} ms`);
      await new Promise((resolve) => setTimeout(resolve, 25_000));
      return [KIM];
    });
    const startedAt = Date.now();
    const { round } = startRound(channel);
    await vi.advanceTimersByTimeAsync(100_000);
    expect(looks).toEqual(['now at 0 ms', 'lately at 35000 ms', 'lately at 70000 ms']);
    round.withdraw();
    await vi.advanceTimersByTimeAsync(100_000);
    expect(looks).toHaveLength(3);
  });

  it.each(['acknowledged', 'refused', 'deferred'] as const)(
    'tells at once that it was %s, while a look is on its way',
    async (said) => {
      const { channel, answer } = answerableChannel(async () => {
        if (Date.now() > startedAt) await new Promise(() => undefined);
        return [KIM];
      });
      const startedAt = Date.now();
      const { round, events } = startRound(channel, { ...REQUEST, mayDefer: true, mayRefuse: true });
      await vi.advanceTimersByTimeAsync(15_000);
      answer('1', said);
      await vi.advanceTimersByTimeAsync(1);
      expect(told(events)).toEqual(['kim', `1: ${said}`]);
      round.withdraw();
    },
  );

  describe('while somebody presents (N26)', () => {
    const until = 45_000;

    async function presentingRound(presents: (afterMs: number) => boolean | null) {
      const startedAt = Date.now();
      const shown: string[] = [];
      const { channel } = answerableChannel(async () => [KIM, ZOE]);
      const { round, events } = startRound(
        {
          ...channel,
          isPresenting: async ({ id }) => (id === '1' ? presents(Date.now() - startedAt) : false),
          show(session, notice) {
            shown.push(`${session.user} at ${Date.now() - startedAt} ms`);
            return channel.show(session, notice);
          },
        },
        { ...REQUEST, quietUntil: startedAt + until },
      );
      await vi.advanceTimersByTimeAsync(until + 20_000);
      round.withdraw();
      const held = events.flatMap((event) => (event.kind === 'notice-sessions' ? [event.held] : []));
      return { shown, held };
    }

    it('is shown to them once they end, and to the others at once', async () => {
      const { shown, held } = await presentingRound((afterMs) => afterMs < 15_000);
      expect(shown).toEqual(['zoe at 0 ms', 'kim at 20000 ms']);
      expect(held.slice(0, 3)).toEqual([['1'], ['1'], undefined]);
    });

    it('is shown to them when there is no more time, though they present', async () => {
      const { shown } = await presentingRound(() => true);
      expect(shown).toEqual(['zoe at 0 ms', 'kim at 50000 ms']);
    });

    it('is shown at once where that can’t be known', async () => {
      const { shown } = await presentingRound(() => null);
      expect(shown).toEqual(['kim at 0 ms', 'zoe at 0 ms']);
    });
  });

  it('looks as of now when it is asked to, tells under which number, and shows it to whoever came', async () => {
    const { channel, answer } = answerableChannel(async (asOf) =>
      asOf === 'now' && Date.now() >= zoeCameAt ? [KIM, ZOE] : [KIM],
    );
    const zoeCameAt = Date.now() + 1000;
    const { round, events } = startRound(channel);
    await vi.advanceTimersByTimeAsync(2000);
    round.lookNow(2);
    round.lookNow(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(told(events)).toEqual(['kim', 'kim and zoe']);
    expect(lookNumbers(events)).toEqual([1, 2]);
    answer('2', 'acknowledged');
    await vi.advanceTimersByTimeAsync(1);
    expect(told(events).at(-1)).toBe('2: acknowledged');
    round.withdraw();
  });

  it('takes no look that began before for one that was asked for', async () => {
    let end: () => void = () => undefined;
    const { channel } = answerableChannel(async () => {
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      return [KIM];
    });
    const { round, events } = startRound(channel);
    await vi.advanceTimersByTimeAsync(1);
    round.lookNow(2);
    end();
    await vi.advanceTimersByTimeAsync(1);
    expect(lookNumbers(events)).toEqual([1]);
    end();
    await vi.advanceTimersByTimeAsync(1);
    expect(lookNumbers(events)).toEqual([1, 2]);
    round.withdraw();
  });

  it('looks as of now again until one look of now succeeds', async () => {
    const asked: string[] = [];
    const { channel } = answerableChannel(async (asOf) => {
      asked.push(asOf);
      if (asked.length === 2 || asked.length === 3) throw new Error('no end after 60000 ms, killed');
      return [KIM];
    });
    const { round, events } = startRound(channel);
    await vi.advanceTimersByTimeAsync(1);
    round.lookNow(2);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked).toEqual(['now', 'now', 'now', 'now', 'lately']);
    expect(lookNumbers(events)).toEqual([1, 2, 2]);
    round.withdraw();
  });

  it('leaves its text on the screens when it ends, and looks no more', async () => {
    let looks = 0;
    const { channel, answer } = answerableChannel(async () => {
      looks += 1;
      return [KIM];
    });
    const { round, events } = startRound(channel);
    await vi.advanceTimersByTimeAsync(1);
    round.stopLooking();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks).toBe(1);
    answer('1', 'acknowledged');
    await vi.advanceTimersByTimeAsync(1);
    expect(told(events)).toEqual(['kim', '1: acknowledged']);
    round.withdraw();
  });
});
