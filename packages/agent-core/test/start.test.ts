import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptJob, chooseText, earliestStart, type JobEvent } from '../src/index';
import { HOUR, makeOrder, START } from './orders';
import { SimulatedLife } from './simulated-life';

describe('the earliest start (S1)', () => {
  it('is now, or not-before, or the beginning of a window, and none at or after not-after', () => {
    const windows: [number, number][] = [
      [START + HOUR, START + 2 * HOUR],
      [START + 3 * HOUR, START + 9 * HOUR],
    ];
    const order = makeOrder({ notBefore: START, notAfter: START + 4 * HOUR, windows });
    expect(earliestStart(makeOrder(), START - HOUR)).toBe(START);
    expect(earliestStart(makeOrder(), START + 5)).toBe(START + 5);
    expect(earliestStart(makeOrder(), START + 4 * HOUR)).toBeNull();
    expect(earliestStart(order, START)).toBe(START + HOUR);
    expect(earliestStart(order, START + 2 * HOUR - 1)).toBe(START + 2 * HOUR - 1);
    expect(earliestStart(order, START + 2 * HOUR)).toBe(START + 3 * HOUR);
    expect(earliestStart(order, START + 4 * HOUR - 1)).toBe(START + 4 * HOUR - 1);
    expect(earliestStart({ ...order, notAfter: START + HOUR }, START)).toBeNull();
  });

  it('is in the window that comes first, whatever their order', () => {
    const windows: [number, number][] = [
      [START + 3 * HOUR, START + 4 * HOUR],
      [START + HOUR, START + 2 * HOUR],
      [START + 2 * HOUR, START + 3 * HOUR],
    ];
    expect(earliestStart(makeOrder({ windows }), START)).toBe(START + HOUR);
  });

  it('agrees with trying every instant', () => {
    const instant = fc.nat(40);
    const windows = fc.array(fc.tuple(instant, instant), { maxLength: 4 });
    fc.assert(
      fc.property(instant, instant, instant, windows, (from, notBefore, notAfter, intervals) => {
        const order = makeOrder({ notBefore, notAfter, windows: intervals });
        let expected: number | null = null;
        for (let at = 40; at >= Math.max(from, notBefore); at -= 1) {
          const inside = intervals.length === 0 || intervals.some(([start, end]) => at >= start && at < end);
          if (at < notAfter && inside) expected = at;
        }
        expect(earliestStart(order, from)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('ask, go and hold', () => {
  const asking = (): SimulatedLife => {
    const life = new SimulatedLife(makeOrder());
    life.onAsk = () => undefined;
    life.boot();
    life.drain((one) => one.state?.ask?.askedAt != null);
    return life;
  };
  const asks = (life: SimulatedLife) => life.log.filter((entry) => entry === 'ask').length;
  const grant = { jobId: 'job-1', attempt: 1, machineId: 'machine-1', askId: 'ask-1-0', epoch: 1 };
  const go = (change: Partial<typeof grant> = {}, elapsedMs = 100, epoch = 1): JobEvent => ({
    kind: 'go',
    grant: { ...grant, ...change },
    epoch,
    elapsedMs,
  });

  it('begins on a go for this ask, job, attempt, machine and session only (S2)', () => {
    const strange: JobEvent[] = [
      go({ jobId: 'job-2' }),
      go({ attempt: 2 }),
      go({ machineId: 'machine-2' }),
      go({ askId: 'ask-0-0' }),
      go({ epoch: 2 }),
      go({}, 100, 2),
      go({}, 30_001),
      go({}, -1),
    ];
    for (const event of strange) {
      const life = asking();
      life.deliver(event);
      expect(life.state?.begun, JSON.stringify(event)).toBeNull();
    }
    const life = asking();
    life.deliver(go({}, 30_000));
    expect(life.state?.phase).toBe('planning');
    life.deliver(go());
    expect(life.disk.filter((record) => record.kind === 'begun')).toHaveLength(1);
  });

  it('does not begin on a go that slept through standby (S2)', () => {
    const life = asking();
    life.now += 30_001;
    life.deliver(go({}, 5));
    expect(life.state?.begun).toBeNull();
  });

  it('asks again after 30 seconds under a new id, and on a new session under the same (S3)', () => {
    const life = asking();
    const before = asks(life);
    life.now = START + 10_000;
    life.deliver({ kind: 'connected' });
    expect(asks(life), 'a new session is asked at once').toBe(before + 1);
    life.drain((one) => one.state?.ask?.askedAt === one.now);
    expect(life.state?.ask?.askId).toBe('ask-1-0');
    life.drain((one) => asks(one) === before + 2);
    expect(life.now).toBe(START + 40_000);
    life.drain((one) => one.state?.ask?.askedAt === one.now);
    expect(life.state?.ask?.askId).not.toBe('ask-1-0');
  });

  it('begins nothing on a go that was on its way for longer than 30 seconds, whatever was asked since (S2, S3)', () => {
    const life = asking();
    const { askId, askedAt } = life.state!.ask!;
    life.drain((one) => (one.state?.ask?.askedAt ?? 0) > askedAt!);
    life.now = START + 59_000;
    const grant = { jobId: 'job-1', attempt: 1, machineId: 'machine-1', askId, epoch: 1 };
    life.deliver({ kind: 'go', grant, epoch: 1, elapsedMs: life.now - life.state!.ask!.askedAt! });
    expect(life.state?.begun).toBeNull();
  });

  it('obeys hold and asks under a new id when its time is over (S4)', () => {
    const life = new SimulatedLife(makeOrder());
    const ids: string[] = [];
    life.onAsk = (askId) => {
      ids.push(askId);
      return ids.length < 3 ? { hold: 'paused', retryAfterSeconds: 120 } : life.grant(askId);
    };
    life.boot();
    life.drain((one) => one.state?.held === true);
    expect(life.newest()).toMatchObject({ state: 'queued', detail: 'Held: paused.' });
    life.deliver({ kind: 'connected' });
    expect(ids).toHaveLength(1);
    life.drain();
    expect(life.newest().state).toBe('verified');
    expect(life.now).toBeGreaterThanOrEqual(START + 240_000);
    expect(new Set(ids).size).toBe(3);
    const queued = life.reports.filter((one) => one.state === 'queued').map((one) => one.detail ?? null);
    expect(queued.at(-1), 'why it was held stays in sight while it asks again').toBe('Held: paused.');
  });

  it('judges the window anew after a hold (S4)', () => {
    const windows: [number, number][] = [
      [START, START + 60_000],
      [START + HOUR, START + 2 * HOUR],
    ];
    const life = new SimulatedLife(makeOrder({ windows }));
    let held = false;
    life.onAsk = (askId) => {
      if (held) return life.grant(askId);
      held = true;
      return { hold: 'brake', retryAfterSeconds: 90 };
    };
    expect(life.run().state).toBe('verified');
    expect(life.granted?.at).toBe(START + HOUR);
    expect(life.reports.map((report) => report.state)).toContain('waiting-window');
  });

  it('changes once when a go was lost, the pause that came then included (S5)', () => {
    const life = new SimulatedLife(makeOrder());
    const ids: string[] = [];
    life.onAsk = (askId) => {
      ids.push(askId);
      const answer = life.grant(askId);
      if (ids.length === 1) return undefined;
      return ids.length === 2 ? { hold: 'paused', retryAfterSeconds: 60 } : answer;
    };
    expect(life.run().state).toBe('verified');
    expect(new Set(ids).size).toBeGreaterThan(2);
    expect(life.disk.filter(({ kind }) => kind === 'begun')).toHaveLength(1);
  });

  it('ends unchanged when the server knows that it began (S5)', () => {
    const life = new SimulatedLife(makeOrder());
    life.onAsk = () => ({ hold: 'already-started', retryAfterSeconds: 30 });
    expect(life.run()).toMatchObject({ state: 'failed', steps: [] });
    expect(life.newest().detail).toContain('Nothing was changed');
    expect(life.machine.applied).toEqual([]);
  });
});

describe('acceptance', () => {
  const order = makeOrder({ sequence: 5 });
  const agent = {
    machineId: 'machine-1',
    enrolmentId: 'enrolment-1',
    highestSequence: 4,
    knownJobs: [{ jobId: 'job-0', attempt: 1 }],
    nowMs: START,
  };
  const code = (change: Partial<typeof order>, other: Partial<typeof agent> = {}) => {
    const answer = acceptJob({ ...order, ...change }, { ...agent, ...other });
    return answer.ok ? 'ok' : answer.code;
  };

  it('takes a job that is new, for this machine and enrolment, and in time', () => {
    expect(code({})).toBe('ok');
    expect(code({}, { nowMs: order.notAfter - 1 })).toBe('ok');
    expect(code({ jobId: 'job-0', attempt: 2 })).toBe('ok');
  });

  it('refuses a foreign one, most basic reason first (A1)', () => {
    expect(code({ v: 2, machineId: 'x' })).toBe('not-this-protocol');
    expect(code({ machineId: 'x', enrolmentId: 'x' })).toBe('other-machine');
    expect(code({ enrolmentId: 'x', sequence: 1 })).toBe('other-enrolment');
  });

  it('recognises a job it has, whatever its time or sequence (A2)', () => {
    const later = { nowMs: order.notAfter + 1, highestSequence: 9 };
    expect(code({ jobId: 'job-0', sequence: 3 }, later)).toBe('known');
  });

  it('refuses an old sequence and a time that is over (A3)', () => {
    expect(code({ sequence: 4 })).toBe('replayed');
    expect(code({ sequence: 3 }, { nowMs: order.notAfter })).toBe('replayed');
    expect(code({}, { nowMs: order.notAfter })).toBe('expired');
  });

  it.each([
    [{ v: 2 }, 'The job has format 2; this agent reads format 1. Update the agent.'],
    [{ machineId: 'x' }, 'The job is for another machine. Nothing was done.'],
    [
      { enrolmentId: 'x' },
      'The job is for an earlier enrolment of this machine, whose jobs are void. Make a new job.',
    ],
    [{ jobId: 'job-0' }, 'The job is known already.'],
    [
      { sequence: 2 },
      "The job's sequence 2 is not above 4, the highest seen here: it is an old job. Make a new one.",
    ],
    [{ notAfter: START }, 'The job was not to start after a time that is past. Make a new one.'],
  ])('says in words what is wrong: %#', (change, text) => {
    expect(acceptJob({ ...order, ...change }, agent)).toMatchObject({ ok: false, text });
  });
});

describe('the text for a language (T1)', () => {
  const texts = ['fr', 'en-GB', 'de', 'de-AT', 'pt-BR'].map((language) => ({
    language,
    title: language,
    body: '',
  }));
  it.each([
    ['de-CH', 'de'],
    ['de-at', 'de-AT'],
    ['de_AT.UTF-8@euro', 'de-AT'],
    ['pt-PT', 'pt-BR'],
    ['en-US', 'en-GB'],
    ['ja', 'en-GB'],
    ['zh-Hant-TW', 'en-GB'],
    ['C', 'en-GB'],
    ['', 'en-GB'],
    [null, 'en-GB'],
  ])('%s is %s', (language, expected) => {
    expect(chooseText(texts, language)?.language).toBe(expected);
  });

  it('is the very tag before one that it begins', () => {
    const of = (...languages: string[]) => languages.map((language) => ({ language, title: '', body: '' }));
    expect(chooseText(of('fr', 'de-AT', 'de'), 'de')?.language).toBe('de');
    expect(chooseText(of('fr', 'en-GB', 'en'), 'ja')?.language).toBe('en');
    expect(chooseText(of('fr', 'en-GB', 'en_US'), 'en-US')?.language).toBe('en_US');
    expect(chooseText(of('deu', 'fr'), 'de')?.language).toBe('deu');
    expect(chooseText(of('fr', 'deu'), 'de')?.language).toBe('fr');
  });

  it('is the first when there is no English, and null only without texts', () => {
    expect(chooseText(texts.slice(2), 'ja')?.language).toBe('de');
    expect(chooseText([], 'ja')).toBeNull();
  });
});
