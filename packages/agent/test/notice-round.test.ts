import type { JobEvent } from '@teredo-fleet/agent-core';
import type { NoticeChannel } from '@teredo-fleet/platform';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { NoticeRound } from '../src/jobs/notice-round';

const REQUEST = {
  round: 0,
  texts: [{ language: 'en', title: 'Teredo', body: 'Teredo will be turned on.' }],
  skip: [],
  wantsAnswer: true,
  mayDefer: false,
  mayRefuse: false,
  deferralsLeft: 0,
  answerTimeoutSeconds: 60,
};

/** A channel that can't find out who is logged on for so many looks. */
function blindChannel(looks: number): NoticeChannel {
  let left = looks;
  return {
    async sessions() {
      left -= 1;
      if (left >= 0) throw new Error('who: no end after 5000 ms, killed');
      return [];
    },
    show: () => {
      throw new Error('there is nobody to show anything to');
    },
    close: async () => undefined,
  };
}

describe('a round of a notice', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('calls nobody logged on only when it knows: while it can not find out, it says so and looks again', async () => {
    vi.useFakeTimers();
    const events: JobEvent[] = [];
    const round = new NoticeRound(
      blindChannel(2),
      REQUEST,
      (event) => events.push(event),
      (at) => at,
      () => null,
    );
    round.start();
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
});
