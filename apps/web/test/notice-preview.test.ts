import { bodyWithDeferral, deferralRoom, minuteText } from '@teredo-fleet/teredo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usualPolicy } from '../src/change/notice';
import { firstAsk, shownBody, triedAsk } from '../src/notice/notice-rules';

const NOW = Date.parse('2026-11-29T08:00:00.000Z');
const TEXT = { language: 'en', title: 'Title', body: 'Body' };
const shown = { nowMs: NOW, minute: minuteText };
const defer = usualPolicy('defer');

describe('the preview of a notice that is shown first', () => {
  it('says of deferrals what the dialog would, whatever the policy and the end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 7200 }),
        fc.integer({ min: 60, max: 3600 }),
        fc.integer({ min: 0, max: 40_000_000 }),
        (maxDeferrals, minimumDeferralSeconds, answerTimeoutSeconds, lastsMs) => {
          const policy = { ...defer, maxDeferrals, minimumDeferralSeconds, answerTimeoutSeconds };
          const latestStart = NOW + lastsMs;
          const room = deferralRoom(policy, 0, { nowMs: NOW, latestStart });
          const over = maxDeferrals > 0 ? ('over' as const) : null;
          const told = room === null ? over : { left: room.left, until: minuteText(room.until) };
          const ask = firstAsk(policy, { ...shown, latestStart });
          expect(ask.offers.defer).toBe(room !== null);
          expect(shownBody(TEXT, ask).startsWith(bodyWithDeferral(TEXT, told))).toBe(true);
        },
      ),
    );
  });

  it('names no date where each machine has its own', () => {
    const body = shownBody(TEXT, firstAsk(defer, { ...shown, latestStart: null }));
    expect(body).toContain('until YYYY-MM-DD hh:mm at the latest. Times left: 3.');
  });

  it('says nothing of deferrals of any other policy', () => {
    for (const kind of ['inform', 'acknowledge'] as const)
      for (const latestStart of [null, NOW + 1])
        expect(firstAsk(usualPolicy(kind), { ...shown, latestStart })).toMatchObject({
          offers: { defer: false },
          deferral: null,
        });
  });

  it('says of what is tried out what it offers', () => {
    const offers = { acknowledge: true, defer: true, refuse: false };
    expect(shownBody(TEXT, triedAsk(offers))).toContain('Times left: 3.');
    expect(shownBody(TEXT, triedAsk({ ...offers, defer: false }))).not.toContain('Times left');
  });
});
