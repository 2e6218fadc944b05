import { describe, expect, it } from 'vitest';
import { receiptWords, unnamedWords } from '../src/change/receipt-words';
import {
  grantLines,
  isOverrideAsked,
  type NoticeOverride,
  overrideLines,
  overrideProgress,
  overrideTitle,
} from '../src/rollout/override-words';
import type { ReceiptView } from '../src/trpc/shapes';

const GRANTED: NoticeOverride = {
  id: 'one',
  state: 'granted',
  machines: 5,
  askedBy: { id: 'ada', name: 'Ada' },
  askedAt: '2026-11-29T08:00:00.000Z',
  askReason: 'the tunnel is attacked',
  validUntil: null,
  grantedBy: { id: 'grace', name: 'Grace' },
  grantedAt: '2026-11-29T08:05:00.000Z',
  grantReason: 'seen it too',
  closedBy: null,
  closedAt: null,
  closeReason: null,
  hits: null,
  applied: 2,
  waiting: 1,
  notSigned: 1,
};

describe('an override of the notice', () => {
  it('says whom it would hit, and that the minimum notice and a second person are waited for', () => {
    const counts = { putOff: 1, asked: 2, notYet: 0, already: 1, over: 7 };
    const lines = overrideLines({ machines: 3, away: 1, counts, minimumNoticeSeconds: 5400 });
    expect(lines).toEqual([
      '3 machines are changed without waiting for an answer. 1 machine of them not connected: told when back, within seven days.',
      '1 machine where somebody has put it off: that counts no more.',
      '2 machines where people are asked and have not agreed.',
      '1 machine left out of it: an override that was granted before is for it.',
      'Where somebody has refused, the change has ended and stays so. Nobody is asked from then on: people are only shown what happens.',
      'The minimum notice of 90 min from its first display is kept, and so are window, limits and pause.',
      'It is for these machines and this attempt alone: not for waves that open later.',
      'A second person with the right to approve has to grant it within four hours.',
    ]);
    expect(overrideLines({ machines: 0, away: 0, counts, minimumNoticeSeconds: 0 })).toEqual([
      'Nobody would be passed over: no machine of these waits for an answer.',
      '1 machine left out of it: an override that was granted before is for it.',
    ]);
  });

  it('says what became of it', () => {
    expect(overrideTitle(GRANTED)).toBe('Emergency: answers were not to be waited for on 5 machines');
    expect(overrideTitle({ ...GRANTED, state: 'asked', machines: 1 })).toBe(
      'Emergency: not to wait for answers on 1 machine is asked for',
    );
    const closed = { ...GRANTED, state: 'refused' as const, closedBy: { id: 'grace', name: 'Grace' } };
    expect(overrideTitle(closed)).toBe('Refused: answers are waited for on 5 machines');
    expect(overrideTitle({ ...closed, closedBy: GRANTED.askedBy })).toBe(
      'Taken back: answers are waited for on 5 machines',
    );
    expect(overrideTitle({ ...GRANTED, state: 'lapsed' })).toBe(
      'Nobody granted it in time: answers are waited for on 5 machines',
    );
    expect(overrideProgress(GRANTED)).toEqual([
      '2 machines followed it.',
      '1 machine has yet to follow it.',
      '1 machine did not follow it: everybody agreed before, it ended otherwise, or its seven days were over.',
      'The signer refused it for 1 machine; the audit trail says why.',
    ]);
  });

  it('tells the second person which machines it would hit now', () => {
    const asked: NoticeOverride = { ...GRANTED, state: 'asked', hits: { machines: 3, first: ['a', 'b'] } };
    expect(grantLines(asked)[0]).toBe(
      'It was asked for 5 machines. 3 machines of them wait for an answer now, and would be changed although people there were not heard: a, b, 1 more.',
    );
    expect(grantLines({ ...asked, hits: { machines: 0, first: [] } })[0]).toContain(
      'it would change nothing',
    );
    expect([isOverrideAsked([GRANTED, asked]), isOverrideAsked([GRANTED])]).toEqual([true, false]);
  });

  it('stands in a receipt', () => {
    const receipt = { user: 'kim', answer: 'informed', channel: 'desktop-dialog', displayedAt: 'x' };
    const said = (overriddenBy: string[]) => receiptWords({ ...receipt, overriddenBy } as ReceiptView);
    expect(said(['Ada', 'Grace'])).toBe(
      'kim: informed (desktop dialog); not waited for, as Ada and Grace decided',
    );
    expect(said([])).toBe('kim: informed (desktop dialog)');
  });

  it('is of nobody only where there was no session', () => {
    expect([unnamedWords({ session: 'none' }), unnamedWords({ session: '2' })]).toEqual([
      'nobody',
      'session 2',
    ]);
  });
});
