import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldLines } from '../src/linux/notice/fold-lines';

it('breaks a text at its blanks, and no word', () => {
  expect(foldLines('Teredo will be turned on\n\nhttp://notices.example.com/n/1', 12)).toBe(
    'Teredo will\nbe turned on\n\nhttp://notices.example.com/n/1',
  );
});

it('breaks Chinese and Japanese, which have no blanks, behind any letter', () => {
  expect(foldLines('管理者がTeredoを有効にします。', 12)).toBe('管理者が\nTeredoを有効\nにします。');
});

it('loses nothing, and every line fits or is a single word', () => {
  const text = fc.array(fc.constantFrom('a', 'longer', 'x'.repeat(30), ' ', '\n', '中', '語'), {
    maxLength: 60,
  });
  const without = (marks: RegExp, words: string) => words.replace(marks, '');
  fc.assert(
    fc.property(text, fc.integer({ min: 3, max: 40 }), (parts, columns) => {
      const whole = parts.join('');
      const folded = foldLines(whole, columns);
      expect(without(/[ \n]/g, folded)).toBe(without(/[ \n]/g, whole));
      for (const line of folded.split('\n')) {
        const width = [...line].reduce((sum, letter) => sum + (/[中語]/.test(letter) ? 2 : 1), 0);
        expect(width <= columns || /^ ?[a-z]+$/.test(line), line).toBe(true);
      }
    }),
  );
});
