import { describe, expect, it } from 'vitest';
import { undoMarkup } from '../../src/text/markup';

describe('markup', () => {
  it.each(['br', 'p', 'div', 'pre', 'li', 'tr', 'hr', 'table', 'blockquote', 'ul', 'ol'])(
    '<%s> is a line end',
    (tag) => {
      expect(undoMarkup(`a<${tag}>b</${tag.toUpperCase()} >c<${tag} class="x"/>d`)).toBe('a\nb\nc\nd');
    },
  );

  it('of cells is a tab', () => {
    expect(undoMarkup('<td>Type</td><th>client</th>')).toBe('Type\tclient\t');
  });

  it.each(['code', 'span', 'b', 'i', 'u', 's', 'tt', 'kbd', 'samp', 'strong', 'em', 'font', 'a'])(
    '<%s> is nothing',
    (tag) => {
      expect(undoMarkup(`x<${tag}>client</${tag}> <${tag} style="a">y`)).toBe('xclient y');
    },
  );

  it.each(['code', 'quote', 'pre', 'b', 'size', 'color', 'spoiler', 'list', 'center', 'mono'])(
    '[%s] is nothing',
    (tag) => {
      expect(undoMarkup(`x[${tag}]client[/${tag.toUpperCase()}] [${tag}=3]y`)).toBe('xclient y');
    },
  );

  it('that is output stays', () => {
    for (const text of ['<UP,RUNNING>', '[SC] OpenService', '[Version 10.0]', 'a < b > c', '<brx>', '[bx]'])
      expect(undoMarkup(text)).toBe(text);
  });

  it.each([
    ['&nbsp;', ' '],
    ['&LT;', '<'],
    ['&gt;', '>'],
    ['&amp;', '&'],
    ['&quot;', '"'],
    ['&apos;', "'"],
    ['&colon;', ':'],
    ['&Tab;', '\t'],
    ['&#58;', ':'],
    ['&#x3A;', ':'],
    ['&#160;', ' '],
    ['&#xa0;', ' '],
    ['&#32;', ' '],
    ['&#65535;', '\uffff'],
  ])('%s is a character', (reference, character) => {
    expect(undoMarkup(`a${reference}b`)).toBe(`a${character}b`);
  });

  it.each(['&#31;', '&#65536;', '&unknown;', '&#xzz;', '& ;', '&amp'])('%s is none', (text) => {
    expect(undoMarkup(text)).toBe(text);
  });

  it.each([
    ['[teredo.example](https://teredo.example)', 'teredo.example'],
    ['[teredo.example](//teredo.example)', 'teredo.example'],
    ['http://teredo.example/', 'teredo.example'],
    ['https://teredo.example', 'teredo.example'],
    ['teredo.example<http://teredo.example>', 'teredo.example'],
    ['ann@example.com<mailto:ann@example.com>', 'ann@example.com'],
    ['teredo[.]example', 'teredo.example'],
  ])('around a host name is undone: %s', (text, plain) => {
    expect(undoMarkup(text)).toBe(plain);
  });
});
