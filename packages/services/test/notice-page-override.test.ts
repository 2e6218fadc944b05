import { PAGE_WORDS } from '@teredo-fleet/teredo';
import { describe, expect, it } from 'vitest';
import { judgeNoticeAnswer, noticePageView, readNoticePage } from '../src';
import { en, factsOf, HOUR, NOW, view } from './support/page-facts';

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
