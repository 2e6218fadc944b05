import type { JobState } from '@teredo-fleet/protocol';
import { PAGE_WORDS } from '@teredo-fleet/teredo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeNoticeAnswer, noticePageView, type PageFacts } from '../src';
import { en, factsOf, HOUR, NOW, receipt, view } from './support/page-facts';

describe('what can be answered', () => {
  it.each([
    ['inform', false, null],
    ['inform', true, { acknowledge: null, later: null, refuse: en.form.refuse }],
    ['acknowledge', false, { acknowledge: en.form.ok, later: null, refuse: null }],
    ['acknowledge', true, { acknowledge: en.form.ok, later: null, refuse: en.form.refuse }],
    ['defer', false, { acknowledge: en.form.ok, later: { button: en.form.later }, refuse: null }],
    ['defer', true, { acknowledge: en.form.ok, later: { button: en.form.later }, refuse: en.form.refuse }],
  ] as const)('with the policy %s (may refuse: %s) is what it offers', (kind, mayRefuse, form) => {
    for (const state of ['offered', 'notifying'] as const) {
      const shown = view({ state }, { kind, mayRefuse }).form;
      if (form === null) expect(shown).toBeNull();
      else expect(shown).toMatchObject(form);
    }
  });

  const STATES: JobState[] = [
    'waiting-window',
    'queued',
    'running',
    'verifying',
    'lost-contact',
    'verified',
    'failed',
    'reverted',
    'refused',
    'expired',
    'cancelled',
    'blocked',
  ];
  it.each(STATES)('is nothing while or after the change is %s', (state) => {
    const finishedAt = ['waiting-window', 'queued', 'running', 'verifying', 'lost-contact'].includes(state)
      ? null
      : NOW;
    for (const kind of ['inform', 'acknowledge', 'defer'] as const)
      expect(view({ state, finishedAt }, { kind }).form).toBeNull();
  });

  it('is nothing once it is superseded, called off, out of time, agreed to, or while an answer is on its way', () => {
    const answer = { answer: 'deferred' as const, until: NOW + HOUR, at: NOW, outcome: null };
    for (const changes of [
      { superseded: true },
      { cancelRequested: true },
      { notAfter: NOW },
      { receipts: [receipt('acknowledged')] },
      { receipts: [receipt('refused')] },
      { answers: [answer] },
    ])
      expect(view(changes).form).toBeNull();
  });

  it('is asked again after an answer that came to nothing', () => {
    for (const outcome of ['too-late', 'not-offered', 'answered-before'])
      expect(view({ answers: [{ answer: 'refused', until: null, at: NOW, outcome }] }).form).not.toBeNull();
    for (const answer of ['timed-out', 'closed', 'suppressed'])
      expect(view({ receipts: [receipt(answer)] }).form).not.toBeNull();
  });

  it('while it is put off is to go ahead after all, or to refuse', () => {
    const until = NOW + 2 * HOUR;
    const shown = view({ state: 'deferred', until, receipts: [receipt('deferred', until)] });
    expect(shown.form).toEqual({ lines: [], acknowledge: en.form.now, later: null, refuse: en.form.refuse });
    expect(shown.status).toBe(
      'Nothing has been changed yet. It is put off until Saturday, November 28, 2026 at 4:05 PM.',
    );
  });

  it('in the pause between two rounds is no putting off, and says when the notice comes back', () => {
    const pause = { until: NOW + 10 * 60_000, receipts: [receipt('timed-out')] };
    const { form } = view(pause);
    expect(form).toMatchObject({ acknowledge: en.form.ok, later: null, refuse: en.form.refuse });
    expect(form?.lines).toEqual([
      'This notice is shown again on this computer on Saturday, November 28, 2026 at 2:15 PM GMT+1.',
    ]);
    const later = { answer: 'deferred', until: String(NOW + HOUR) };
    expect(judgeNoticeAnswer(factsOf(pause), later)).toBeNull();
    expect(judgeNoticeAnswer(factsOf({ ...pause, until: NOW }), later)).not.toBeNull();
    expect(view(pause, { kind: 'acknowledge' }).form?.lines).toEqual(form?.lines);
  });

  it('puts it off only within the policy, and only as often as it says', () => {
    const timesOf = (changes: Partial<PageFacts>, policy = {}) =>
      (view(changes, policy).form?.later?.times ?? []).map(({ value }) => (Number(value) - NOW) / 60_000);
    expect(timesOf({})).toEqual([15, 30, 60, 120, 240, 480, 23 * 60 + 50]);
    expect(timesOf({}, { minimumDeferralSeconds: 3600 })[0]).toBe(60);
    expect(timesOf({ notAfter: NOW + 20 * 60_000 }, { minimumDeferralSeconds: 540 })).toEqual([10]);
    expect(timesOf({ notAfter: NOW + 25 * 60_000 })).toEqual([]);
    const used = [receipt('deferred', NOW - 3), receipt('deferred', NOW - 2)];
    expect(view({ receipts: used }).form?.lines).toEqual([
      'This is the last time that you can put it off, until Sunday, November 29, 2026 at 1:55 PM GMT+1 at the latest.',
    ]);
    expect(view({ receipts: [...used, receipt('deferred', NOW - 1)] }).form).toMatchObject({
      lines: ['It can no longer be put off.'],
      later: null,
    });
  });

  it('says how often and until when by what its dialog told, and by the windows', () => {
    const lines = (changes: Partial<PageFacts>, policy = {}) => view(changes, policy).form?.lines;
    expect(lines({ deferralsLeft: 2 })).toEqual([
      'You can put it off until Sunday, November 29, 2026 at 1:55 PM GMT+1 at the latest. Times left: 2.',
    ]);
    expect(lines({ deferralsLeft: 0 })).toEqual(['It can no longer be put off.']);
    const shown = view({ windows: [[NOW, NOW + 2 * HOUR]] });
    expect(shown.form?.lines).toEqual([
      'You can put it off until Saturday, November 28, 2026 at 3:55 PM GMT+1 at the latest. Times left: 3.',
    ]);
    expect(shown.form?.later?.times.at(-1)?.value).toBe(String(NOW + 110 * 60_000));
    expect(JSON.stringify(shown.sections)).toContain('Not after Saturday, November 28, 2026 at 4:05 PM');
    expect(lines({}, { maxDeferrals: 0 })).toEqual([]);
  });

  it('is offered within the rule of the agent, whatever the times and the policy', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 * 86_400 }),
        fc.integer({ min: 1, max: 86_400 }),
        fc.integer({ min: 1, max: 40 * 86_400 }),
        (minimumDeferralSeconds, answerTimeoutSeconds, lastsSeconds) => {
          const notAfter = NOW + lastsSeconds * 1000;
          const shown = view({ notAfter }, { minimumDeferralSeconds, answerTimeoutSeconds });
          const [least, most] = [NOW + minimumDeferralSeconds * 1000, notAfter - answerTimeoutSeconds * 1000];
          const times = shown.form?.later?.times ?? [];
          expect(times.length > 0).toBe(least < most);
          for (const { value } of times) {
            expect(Number(value)).toBeGreaterThanOrEqual(least);
            expect(Number(value)).toBeLessThanOrEqual(most);
          }
          expect(times.map(({ value }) => Number(value))).toEqual(
            [...new Set(times.map(({ value }) => Number(value)))].sort((a, b) => a - b),
          );
        },
      ),
    );
  });
});

describe('an answer as it is sent', () => {
  const judge = (
    answer: string | null,
    until: string | null,
    changes: Partial<PageFacts> = {},
    policy = {},
  ) => judgeNoticeAnswer(factsOf(changes, policy), { answer, until });

  it('is one that is offered, or none', () => {
    expect(judge('acknowledged', '5')).toEqual({ answer: 'acknowledged', until: null });
    expect(judge('refused', null)).toEqual({ answer: 'refused', until: null });
    expect(judge('refused', null, {}, { mayRefuse: false })).toBeNull();
    expect(judge('acknowledged', null, {}, { kind: 'inform' })).toBeNull();
    expect(judge('deferred', null, {}, { kind: 'acknowledge' })).toBeNull();
    expect(judge('acknowledged', null, { state: 'running' })).toBeNull();
    for (const nonsense of [null, '', 'verified', '__proto__']) expect(judge(nonsense, null)).toBeNull();
  });

  it('puts off until a moment within the policy, whatever is sent', () => {
    const until = (text: string | null) => judge('deferred', text)?.until?.getTime();
    expect(until(String(NOW + 2 * HOUR))).toBe(NOW + 2 * HOUR);
    for (const [sent, meant] of [
      ['0', NOW + 900_000],
      ['-5', NOW + 900_000],
      [null, NOW + 900_000],
      ['1e99', NOW + 900_000],
      ['999999999999999', NOW + 24 * HOUR - 600_000],
    ] as const)
      expect([sent, until(sent)]).toEqual([sent, meant]);
  });
});

describe('what happens without an answer', () => {
  const words = Object.fromEntries(PAGE_WORDS.map((one) => [one.language, one]));
  const LATEST = 'Sunday, November 29, 2026 at 2:05 PM GMT+1';
  const told = (...given: Parameters<typeof factsOf>) => view(...given).unanswered;

  it.each(Object.keys(words))('is said in %s by what the policy lets happen', (language) => {
    const { unanswered: page } = words[language]!;
    const said = (...given: Parameters<typeof factsOf>) =>
      noticePageView(factsOf(...given), language).unanswered;
    for (const mayRefuse of [false, true]) {
      const { nothingToDo, untilShown } = page;
      const byItself = mayRefuse ? page.unlessRefused : page.byItself;
      const policy = { kind: 'inform', mayRefuse } as const;
      expect(said({}, { ...policy, whenNobodyLoggedOn: 'start' })).toEqual([nothingToDo, byItself]);
      expect(said({}, { ...policy, whenNobodyLoggedOn: 'wait' })).toEqual([
        nothingToDo,
        byItself,
        untilShown,
      ]);
    }
    for (const kind of ['acknowledge', 'defer'] as const)
      for (const whenNobodyLoggedOn of ['start', 'wait'] as const) {
        const lines = said({}, { kind, whenNobodyLoggedOn });
        expect(lines[1]).toBe(page.nobodyThere[whenNobodyLoggedOn]);
        expect(lines[0]?.startsWith(page.asked.split('{time}')[0]!)).toBe(true);
        expect(lines[0]).not.toContain('{');
      }
  });

  it('names the latest moment, windows included', () => {
    expect(told()[0]).toContain(`After ${LATEST} the change is not made any more.`);
    expect(told({ windows: [[NOW, NOW + HOUR]] })[0]).toContain('2026 at 3:05 PM GMT+1');
  });

  it('is nothing to say of once somebody answered, or no answer counts any more', () => {
    const until = NOW + HOUR;
    const overriddenBy = [{ name: 'Ada', at: NOW, reason: 'attack' }];
    for (const changes of [
      { receipts: [receipt('acknowledged')] },
      { receipts: [receipt('deferred', until)], state: 'deferred', until },
      { overriddenBy },
      { superseded: true },
      { cancelRequested: true },
      { notAfter: NOW },
      { state: 'running' },
      { state: 'verified', finishedAt: NOW },
    ] as Partial<PageFacts>[])
      expect([changes, told(changes)]).toEqual([changes, []]);
    for (const changes of [
      { receipts: [receipt('refused')] },
      { overriddenBy },
      { cancelRequested: true },
      { notAfter: NOW },
      { state: 'running' },
      { state: 'verified', finishedAt: NOW },
    ] as Partial<PageFacts>[])
      expect([changes, told(changes, { kind: 'inform' })]).toEqual([changes, []]);
  });

  it('of a change that only informs is that nothing need be done, also while it waits for its time', () => {
    for (const state of ['waiting-window', 'queued'] as const)
      for (const mayRefuse of [false, true])
        expect(told({ state }, { kind: 'inform', mayRefuse })).toEqual([en.unanswered.nothingToDo]);
    expect(told({ state: 'waiting-window' }, { kind: 'acknowledge' })).toEqual([]);
  });
});
