import { describe, expect, it } from 'vitest';
import { bodyWithDeferral, minuteText } from '../../src/index';

const UNTIL = minuteText(new Date(2026, 2, 1, 9, 5, 59).getTime());
const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt-BR', 'ru', 'ja', 'zh-CN'];

const shown = (language: string, offer: Parameters<typeof bodyWithDeferral>[1]) =>
  bodyWithDeferral({ language, body: 'Body' }, offer);

describe('what a notice says of putting it off', () => {
  it('is a line below its text, with how often and until when', () => {
    expect(shown('en', { left: 3, until: UNTIL })).toBe(
      'Body\n\nYou can put it off until 2026-03-01 09:05 at the latest. Times left: 3.',
    );
    expect(shown('de-CH', { left: 1, until: UNTIL })).toBe(
      'Body\n\nSie können es ein letztes Mal aufschieben, bis spätestens 2026-03-01 09:05.',
    );
    expect(shown('pt-BR', 'over')).toBe('Body\n\nNão é mais possível adiar.');
    expect(shown('en', null)).toBe('Body');
  });

  it.each(LANGUAGES)('is told in %s, each in its own words, with every number in its place', (language) => {
    const lines = [shown(language, { left: 12, until: UNTIL }), shown(language, { left: 1, until: UNTIL })];
    expect(lines[0]).toContain('12');
    for (const line of lines) expect(line).toContain(UNTIL);
    lines.push(shown(language, 'over'));
    for (const line of lines) expect(line).not.toMatch(/[{}]/);
    expect(new Set(lines).size).toBe(3);
    const english = [{ left: 12, until: UNTIL }, { left: 1, until: UNTIL }, 'over' as const];
    if (language !== 'en')
      for (const [n, offer] of english.entries()) expect(lines[n]).not.toBe(shown('en', offer));
  });

  it('is told in English where its language is another, or none', () => {
    expect(shown('sv', 'over')).toBe(shown('en', 'over'));
    expect(shown('', 'over')).toBe(shown('en', 'over'));
  });
});
