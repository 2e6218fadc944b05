import type { Observation } from '@teredo-fleet/teredo';
import { PAGE_WORDS } from '@teredo-fleet/teredo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noticePageView, type PageFacts, readNoticeCode, shownNoticeCode, wishedLanguage } from '../src';
import { en, factsOf, HOUR, NOW, OBSERVED, receipt, view } from './support/page-facts';

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

  it('that is asked for without a region has the region that the browser names', () => {
    expect(wish('en', 'de-AT, en-GB;q=0.5')).toBe('en-GB');
    expect([wish('fr', 'de-CH, en-GB'), wish('en-US', 'en-GB'), wish('zh-Hans', 'zh-TW')]).toEqual([
      'fr',
      'en-US',
      'zh-Hans',
    ]);
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

  it.each(PAGE_WORDS.map((words) => [words.language, words] as const))(
    'in UTC for a computer whose time zone is not known, and says in %s that it is so',
    (language, words) => {
      for (const timeZone of [null, 'Mars/Olympus'])
        expect(sectionOf(noticePageView(factsOf({ timeZone }), language), words.headings.when)?.at(-1)).toBe(
          words.times.zoneUnknown,
        );
      expect(
        sectionOf(noticePageView(factsOf({ timeZone: 'UTC' }), language), words.headings.when)?.at(-1),
      ).toBe(words.times.zone.replace('{zone}', 'UTC'));
    },
  );

  it.each([
    ['en-US', 'Saturday, November 28, 2026 at 5:05 PM'],
    ['en-GB', '28 November 2026 at 17:05'],
    ['de-AT', 'Samstag, 28. November 2026 um 17:05'],
    // A language that the page has in another script only, and one that only the notice is written in.
    ['zh-TW', '2026年11月28日星期六 17:05'],
    ['ar-EG', 'Saturday, November 28, 2026 at 5:05 PM'],
  ])('tells a reader of %s times as that reader writes them', (language, time) => {
    const shown = noticePageView(factsOf({ notAfter: NOW + 3 * HOUR }), language);
    expect(sectionOf(shown, shown.words.headings.when)?.[0]).toContain(time);
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
