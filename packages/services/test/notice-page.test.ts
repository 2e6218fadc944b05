import type { JobState } from '@teredo-fleet/protocol';
import type { Observation } from '@teredo-fleet/teredo';
import { PAGE_WORDS } from '@teredo-fleet/teredo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  judgeNoticeAnswer,
  noticePageView,
  type PageFacts,
  readNoticeCode,
  readNoticePage,
  shownNoticeCode,
  wishedLanguage,
} from '../src';
import { sampleObservation } from './support/sample-observation';

const NOW = Date.parse('2026-11-28T13:05:00.000Z');
const HOUR = 3_600_000;
const { en } = Object.fromEntries(PAGE_WORDS.map((words) => [words.language, words])) as {
  en: (typeof PAGE_WORDS)[number];
};

const OBSERVED = sampleObservation({ type: 'disabled', verdict: 'unknown', at: NOW });

const desired = {
  teredo: { mode: 'on', type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
  ipv6: 'install-if-missing',
  firewall: 'allow-teredo',
  allowReboot: false,
  acceptFirewallOff: false,
} as const;

function factsOf(
  changes: Partial<PageFacts> = {},
  policy: Partial<PageFacts['notice']['policy']> = {},
): PageFacts {
  return {
    now: NOW,
    hostname: 'host-1',
    timeZone: 'Europe/Berlin',
    superseded: false,
    state: 'notifying',
    until: null,
    work: { kind: 'apply', desired },
    windows: [],
    notBefore: NOW - HOUR,
    notAfter: NOW + 24 * HOUR,
    finishedAt: null,
    cancelRequested: false,
    before: null,
    after: null,
    rollout: { name: 'Autumn', reason: 'The new game needs it.', author: 'Ada', email: 'ada@example.com' },
    organisation: 'Example Ltd',
    overriddenBy: [],
    firstDisplayedAt: NOW - HOUR,
    deferralsLeft: null,
    receipts: [],
    answers: [],
    ...changes,
    notice: {
      policy: {
        kind: 'defer',
        mayRefuse: true,
        minimumNoticeSeconds: 7200,
        maxDeferrals: 3,
        minimumDeferralSeconds: 900,
        answerTimeoutSeconds: 600,
        whenNobodyLoggedOn: 'start',
        ...policy,
      },
      texts: [
        { language: 'en', title: 'Teredo will be turned on', body: 'First line.\nSecond line.' },
        { language: 'de', title: 'Teredo wird eingeschaltet', body: 'Erste Zeile.' },
        { language: 'ar', title: 'سيتم تشغيل Teredo', body: 'سطر' },
      ],
    },
  };
}

const receipt = (answer: string, deferredUntil: number | null = null, channel = 'desktop-dialog') => ({
  answer,
  channel,
  at: NOW - HOUR / 2,
  deferredUntil,
});

const view = (...given: Parameters<typeof factsOf>) => noticePageView(factsOf(...given), 'en');

describe('the code of a link', () => {
  it('is read in either case, with and without hyphens, and as people misread it', () => {
    for (const text of ['7K3MX-9QTPA-X2WDR-0ABCD', '7k3mx9qtpax2wdr0abcd', '7k3mx 9qtpa x2wdr oabcd'])
      expect(readNoticeCode(text)).toBe('7K3MX9QTPAX2WDR0ABCD');
    expect(readNoticeCode('ILO00-00000-00000-00000')).toBe('11000000000000000000');
  });

  it('is nothing else', () => {
    for (const text of [
      '',
      '7K3MX',
      '7K3MX-9QTPA-X2WDR-0ABCU',
      '7K3MX-9QTPA-X2WDR-0ABCDE',
      '-'.repeat(4000),
      'ſ'.repeat(20),
    ])
      expect([text.slice(0, 30), readNoticeCode(text)]).toEqual([text.slice(0, 30), null]);
  });

  it('comes back from how it is shown', () => {
    const letters = fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ');
    fc.assert(
      fc.property(fc.string({ unit: letters, minLength: 20, maxLength: 20 }), (code) => {
        expect(shownNoticeCode(code)).toMatch(/^(\w{5}-){3}\w{5}$/);
        expect(readNoticeCode(shownNoticeCode(code).toLowerCase())).toBe(code);
      }),
    );
  });
});

describe('the language of the page', () => {
  const wish = (asked: string | null, accepted: string | null, also: string[] = []) =>
    wishedLanguage({ asked, accepted }, also);

  it('is the one that is asked for, else what the browser accepts, else English', () => {
    expect(wish('fr', 'de')).toBe('fr');
    expect(wish(null, 'nl;q=0.9, de-CH, en;q=0.5')).toBe('de-CH');
    expect(wish('xx', 'it, ja;q=0.3')).toBe('ja');
    expect([wish(null, null), wish('<script>', '*'), wish('de;x', 'en;q=0')]).toEqual(['en', 'en', 'en']);
  });

  it('may be one that only the notice is written in, which is then shown in its own direction', () => {
    expect([wish('ar', null), wish('ar', null, ['ar'])]).toEqual(['en', 'ar']);
    const shown = noticePageView(factsOf(), 'ar');
    expect(shown.notice).toMatchObject({ language: 'ar', direction: 'rtl', title: 'سيتم تشغيل Teredo' });
    expect(shown.words.language).toBe('en');
    expect(shown.languages.filter(({ current }) => current)).toMatchObject([
      { language: 'ar', name: 'العربية' },
    ]);
  });

  it.each(PAGE_WORDS.map(({ language }) => language))('leaves no word in braces in %s', (language) => {
    const over = {
      state: 'verified',
      finishedAt: NOW,
      before: OBSERVED,
      after: OBSERVED,
    };
    for (const changes of [{}, over, { state: 'deferred', until: NOW + HOUR }] as Partial<PageFacts>[]) {
      const { words: _, ...rest } = noticePageView(
        factsOf({ ...changes, windows: [[NOW, NOW + HOUR]], receipts: [receipt('deferred', NOW - 1)] }),
        language,
      );
      expect(JSON.stringify(rest)).not.toMatch(/\{\w+\}/);
    }
  });
});

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
      'This notice is shown again on this computer on Saturday, November 28, 2026 at 2:15 PM.',
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
      'This is the last time that you can put it off, until 2026-11-29 13:55 at the latest.',
    ]);
    expect(view({ receipts: [...used, receipt('deferred', NOW - 1)] }).form).toMatchObject({
      lines: ['It can no longer be put off.'],
      later: null,
    });
  });

  it('says how often and until when by what its dialog told, and by the windows', () => {
    const lines = (changes: Partial<PageFacts>, policy = {}) => view(changes, policy).form?.lines;
    expect(lines({ deferralsLeft: 2 })).toEqual([
      'You can put it off until 2026-11-29 13:55 at the latest. Times left: 2.',
    ]);
    expect(lines({ deferralsLeft: 0 })).toEqual(['It can no longer be put off.']);
    const shown = view({ windows: [[NOW, NOW + 2 * HOUR]] });
    expect(shown.form?.lines).toEqual([
      'You can put it off until 2026-11-28 15:55 at the latest. Times left: 3.',
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

describe('what the page says', () => {
  const sectionOf = (shown: ReturnType<typeof view>, heading: string) =>
    shown.sections.find((section) => section.heading === heading)?.lines;

  it('before the change: what, when, why, who and whom to ask', () => {
    const shown = view({ notBefore: NOW + HOUR, windows: [[NOW + HOUR, NOW + 3 * HOUR]] });
    expect(shown.notice).toMatchObject({
      title: 'Teredo will be turned on',
      lines: ['First line.', 'Second line.'],
    });
    expect(shown.status).toBe(en.status.asked);
    expect(sectionOf(shown, en.headings.willChange)).toEqual([
      en.changes.teredoOn,
      en.changes.ipv6,
      en.changes.firewallOpen,
    ]);
    expect(sectionOf(shown, en.headings.when)).toEqual([
      'Not before Saturday, November 28, 2026 at 3:05 PM.',
      'Not after Saturday, November 28, 2026 at 5:05 PM.',
      'Only between Saturday, November 28, 2026 at 3:05 PM and Saturday, November 28, 2026 at 5:05 PM.',
      'At least 2 hours after this notice first appeared on this computer: not before Saturday, November 28, 2026 at 3:05 PM.',
      'Times are those of this computer’s time zone: Central European Standard Time (Europe/Berlin).',
    ]);
    expect(sectionOf(shown, en.headings.why)).toEqual(['The new game needs it.']);
    expect(sectionOf(shown, en.headings.by)).toEqual(['Ada']);
    expect(sectionOf(shown, en.headings.whom)?.[0]).toContain('Ask Ada (ada@example.com).');
  });

  it('in UTC for a machine whose time zone nobody knows', () => {
    for (const timeZone of [null, 'Mars/Olympus'])
      expect(sectionOf(view({ timeZone }), en.headings.when)?.at(-1)).toMatch(/time zone: UTC\.$/);
  });

  it('names whom to ask when the author is gone', () => {
    const rollout = { name: 'Autumn', reason: null, author: null, email: null };
    expect(sectionOf(view({ rollout }), en.headings.whom)).toEqual([en.noContact]);
  });

  it.each([
    ['offered', 'asked'],
    ['waiting-window', 'waiting'],
    ['queued', 'waiting'],
    ['running', 'running'],
    ['lost-contact', 'running'],
    ['already-compliant', 'doneBefore'],
    ['refused', 'refused'],
    ['expired', 'expired'],
    ['cancelled', 'cancelled'],
    ['blocked', 'impossible'],
    ['quarantined', 'impossible'],
  ] as const)('of a change that is %s, in a sentence', (state, status) => {
    const finishedAt = [
      'already-compliant',
      'refused',
      'expired',
      'cancelled',
      'blocked',
      'quarantined',
    ].includes(state)
      ? NOW
      : null;
    expect(view({ state, finishedAt }).status).toBe(en.status[status]);
  });

  it('says of each end when it was', () => {
    for (const state of [
      'verified',
      'failed',
      'verify-failed',
      'timed-out',
      'reverted',
      'rolled-back',
    ] as const)
      expect([state, view({ state, finishedAt: NOW }).status]).toEqual([
        state,
        expect.stringContaining('Saturday, November 28, 2026 at 2:05 PM'),
      ]);
  });

  it('after the change: what is otherwise than before', () => {
    const before = OBSERVED;
    const after: Observation = { ...before, configured: { ...before.configured, type: 'client' } };
    expect(view({ state: 'verified', finishedAt: NOW, before, after }).changed).toEqual([
      { fact: 'Teredo', before: 'off', after: 'on' },
    ]);
    expect(view({ state: 'verified', finishedAt: NOW, before, after: before }).changed).toEqual([]);
    expect(view({ state: 'verified', finishedAt: NOW, before, after: null }).changed).toBeNull();
    expect(view({ before, after }).changed).toBeNull();
  });

  it('what was answered, here and at the computer, and what became of it', () => {
    const shown = view({
      receipts: [receipt('timed-out'), receipt('acknowledged', null, 'page')],
      answers: [
        { answer: 'deferred', until: NOW + HOUR, at: NOW - 60_000, outcome: 'not-offered' },
        { answer: 'acknowledged', until: null, at: NOW, outcome: null },
      ],
    });
    expect(shown.answers).toEqual([
      expect.stringContaining(en.there.timedOut),
      expect.stringContaining(`On this page: put off until Sat, Nov 28, 3:05 PM. ${en.outcome.notOffered}`),
      expect.stringContaining(`${en.here.acknowledged} ${en.outcome.onItsWay}`),
    ]);
  });

  it('nothing of a newer attempt on the link of an earlier one', () => {
    const shown = view({
      superseded: true,
      state: 'verified',
      finishedAt: NOW,
      receipts: [receipt('closed')],
    });
    expect([shown.status, shown.form, shown.changed, shown.answers]).toEqual([
      en.status.superseded,
      null,
      null,
      [],
    ]);
    expect(shown.sections.map(({ heading }) => heading)).toEqual([
      en.headings.why,
      en.headings.by,
      en.headings.whom,
    ]);
  });
});

describe('a change for which no answer is waited', () => {
  const overriddenBy = [
    { name: 'Ada', at: NOW - 2 * HOUR, reason: 'the tunnel is attacked' },
    { name: null, at: NOW - HOUR, reason: 'seen it too' },
  ];

  it.each(PAGE_WORDS.map((words) => [words.language, words] as const))(
    'says so in %s, by whom, when and why, and offers no answer',
    (language, words) => {
      const { sections, form } = noticePageView(factsOf({ overriddenBy }), language);
      const section = sections.find(({ heading }) => heading === words.override.heading);
      expect(section?.lines[0]).toBe(words.override.decided);
      expect(section?.lines[1]).toMatch(/^Ada, .*: the tunnel is attacked$/);
      expect(section?.lines[2]).toMatch(/^–, .*: seen it too$/);
      expect(form).toBeNull();
    },
  );

  it('says so after it was made, and takes no answer for it', () => {
    const facts = factsOf({ overriddenBy, state: 'verified', finishedAt: NOW - HOUR });
    expect(noticePageView(facts, 'en').sections.map(({ heading }) => heading)).toContain(en.override.heading);
    expect(judgeNoticeAnswer(factsOf({ overriddenBy }), { answer: 'acknowledged', until: null })).toBeNull();
    expect(view().sections.map(({ heading }) => heading)).not.toContain(en.override.heading);
  });

  it('is not said to be put off', () => {
    const changes = { state: 'deferred' as const, until: NOW + HOUR };
    expect(view(changes).status).toContain('put off until');
    expect(view({ ...changes, overriddenBy }).status).toBe(en.status.told);
  });

  it('is one whose people were asked, or passed over: not one that everybody had agreed to', () => {
    const override = {
      askedBy: 'Ada',
      askedAt: new Date(NOW - HOUR).toISOString(),
      askReason: 'the tunnel is attacked',
      grantedBy: 'Grace',
      grantedAt: new Date(NOW).toISOString(),
      grantReason: 'seen it too',
      applied: false,
    };
    const { rollout, notice, work, windows } = factsOf();
    const time = new Date(NOW).toISOString();
    const read = (state: string, changes: Partial<typeof override> = {}) =>
      readNoticePage({
        now: time,
        hostname: 'host-1',
        timeZone: null,
        superseded: false,
        job: {
          state,
          until: null,
          work,
          notice,
          windows,
          notBefore: time,
          notAfter: time,
          startedAt: null,
          finishedAt: null,
          cancelRequestedAt: null,
          before: null,
          after: null,
        },
        rollout,
        organisation: null,
        override: { ...override, ...changes },
        firstDisplayedAt: null,
        receipts: [],
        deferralsLeft: null,
        answers: [],
      }).overriddenBy;
    expect(read('deferred').map(({ name }) => name)).toEqual(['Ada', 'Grace']);
    expect(read('verified')).toEqual([]);
    expect(read('verified', { applied: true })).toHaveLength(2);
  });
});
