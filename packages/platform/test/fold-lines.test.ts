import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldLines } from '../src/linux/notice/fold-lines';

it('breaks a text at its blanks, and no word', () => {
  expect(foldLines('Teredo will be turned on\n\nhttp://notices.example.com/n/1', 12)).toBe(
    'Teredo will\nbe turned on\n\nhttp://notices.example.com/n/1',
  );
});

it('loses nothing, and every line fits or is a single word', () => {
  const text = fc.array(fc.constantFrom('a', 'longer', 'x'.repeat(30), ' ', '\n', '中文'), { maxLength: 60 });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 40 }), (parts, columns) => {
      const whole = parts.join('');
      const folded = foldLines(whole, columns);
      expect(folded.replaceAll('\n', ' ')).toBe(whole.replaceAll('\n', ' '));
      for (const line of folded.split('\n'))
        expect(line.length <= columns || !line.includes(' '), line).toBe(true);
    }),
  );
});
