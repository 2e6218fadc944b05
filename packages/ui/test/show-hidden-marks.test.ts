import fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CodeBlock } from '../src/primitives/code-block';
import { splitHiddenMarks } from '../src/split-hidden-marks';

const marks = (text: string) => splitHiddenMarks(text).flatMap(({ mark }) => mark ?? []);

describe('hidden characters of a foreign text', () => {
  it.each([
    ['an override that turns the line round', 'Type: \u202etneilc', ['U+202E']],
    ['isolates', '\u2066a\u2069', ['U+2066', 'U+2069']],
    ['marks of direction', 'a\u200eb\u200fc\u061cd', ['U+200E', 'U+200F', 'U+061C']],
    ['what takes no room', 'cl\u200bie\u00adnt\ufeff', ['U+200B', 'U+00AD', 'U+FEFF']],
    ['controls, the escape of a terminal too', '\u0000\u001b[2J\u0085', ['U+0000', 'U+001B', 'U+0085']],
    ['one beyond the first plane', '\u{e0041}', ['U+E0041']],
  ])('are found: %s', (_, text, found) => expect(marks(text)).toEqual(found));

  it('are not tab, line ends, nor letters of any script', () => {
    expect(marks('a\tb\r\nПараметры Teredo\n状態: 休止\nمعلمات\nनमस्ते می\u200cخواهم क्\u200dष')).toEqual([]);
  });

  it('lose nothing of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(
          splitHiddenMarks(text)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it('stand in a code block as their numbers, and no longer as themselves', () => {
    const html = renderToStaticMarkup(createElement(CodeBlock, { code: '\nType: \u202etneilc' }));
    expect(html).toContain('U+202E');
    expect(html).not.toContain('\u202e');
    expect(html).toMatch(/<pre[^>]*><span>\nType: /);
  });
});
