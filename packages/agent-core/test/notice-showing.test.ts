import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  answerToTell,
  bodyToShow,
  isInformedByDisplay,
  type NoticeRequest,
  shownAs,
  textToShow,
} from '../src/index';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const TEXTS = [
  { language: 'de', title: 'Hinweis', body: 'Teredo wird eingeschaltet.' },
  { language: 'en', title: 'Notice', body: 'Teredo will be turned on.' },
];

const REQUEST: NoticeRequest = {
  round: 0,
  look: 1,
  texts: TEXTS,
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
const INFORM: NoticeRequest = { ...REQUEST, wantsAnswer: false };

describe('the text that is shown', () => {
  it.each([
    ['de-CH', 'Hinweis'],
    ['fr', 'Notice'],
    [null, 'Notice'],
  ])('to a session in %s is %s (T1)', (language, title) => {
    expect(textToShow(REQUEST, language).title).toBe(title);
  });

  it('of a notice without texts is empty, in English', () => {
    const none = { language: 'en', title: '', body: '' };
    expect(textToShow({ ...REQUEST, texts: [] }, 'de')).toEqual(none);
  });

  it('is named in a receipt by channel, language and the SHA-256 of title, line feed and body', () => {
    expect(shownAs('terminal', TEXTS[0]!, sha256)).toEqual({
      channel: 'terminal',
      language: 'de',
      textSha256: sha256('Hinweis\nTeredo wird eingeschaltet.'),
    });
  });
});

describe('a notice that asks nothing', () => {
  it.each([
    [INFORM, true],
    [{ ...INFORM, mayRefuse: true }, false],
    [REQUEST, false],
    [{ ...REQUEST, mayRefuse: true }, false],
  ])('informs by being displayed, and no other does (N11): %o', (request, informed) => {
    expect(isInformedByDisplay(request)).toBe(informed);
  });
});

describe('an answer', () => {
  it.each([
    [REQUEST, 'acknowledged', 'acknowledged'],
    [REQUEST, 'deferred', 'deferred'],
    [REQUEST, 'refused', 'refused'],
    [REQUEST, 'timed-out', 'timed-out'],
    [REQUEST, null, 'closed'],
    [{ ...INFORM, mayRefuse: true }, 'refused', 'refused'],
    [{ ...INFORM, mayRefuse: true }, 'acknowledged', 'informed'],
    [INFORM, null, 'informed'],
  ] as const)('counts by what was asked: %o, %s', (request, said, told) => {
    expect(answerToTell(request, { said, failed: false })).toBe(told);
  });

  it.each([REQUEST, INFORM])('counts as suppressed where the notice could not be shown: %o', (request) => {
    expect(answerToTell(request, { said: null, failed: true })).toBe('suppressed');
    expect(answerToTell(request, { said: 'acknowledged', failed: true })).toBe('suppressed');
  });
});

describe('what is shown below a text (N20)', () => {
  const text = TEXTS[1]!;
  const at = new Date(2026, 2, 1, 9, 5).getTime();

  it('is nothing where it can not be put off', () => {
    expect(bodyToShow(REQUEST, text, 0)).toBe(text.body);
  });

  it('is how often and until when, by this machine’s own clock', () => {
    const request = { ...REQUEST, mayDefer: true, deferralsLeft: 2, deferrableUntil: at + 3_600_000 };
    expect(bodyToShow(request, text, 3_600_000)).toBe(
      `${text.body}\n\nYou can put it off until 2026-03-01 09:05 at the latest. Times left: 2.`,
    );
    expect(bodyToShow({ ...request, deferralsLeft: 1 }, text, 3_600_000)).toContain('the last time');
  });

  it('is that it can no longer be put off, once it can not', () => {
    expect(bodyToShow({ ...REQUEST, isDeferralOver: true }, text, 0)).toBe(
      `${text.body}\n\nIt can no longer be put off.`,
    );
  });
});
