import fc from 'fast-check';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CodeBlock } from '../src/primitives/code-block';

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
};

/** What a browser reads from the `pre` of a page (HTML, 13.2.6.4.7): line ends are LF, and a first one is dropped. */
function readAsBrowser(html: string): string {
  const text = /<pre[^>]*>(.*)<\/pre>/s.exec(html)?.[1] ?? '';
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/^\n/, '')
    .replace(/&(amp|lt|gt|quot|#x27);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** What React has in mind for the text of the `pre`, and compares with what it finds there. */
function readAsReact(element: unknown): string {
  const { props } = element as { props: { children: { type: string; props: { children: string } }[] } };
  return props.children.find(({ type }) => type === 'pre')?.props.children ?? '';
}

function bothReadings(code: string): [browser: string, react: string] {
  return [
    readAsBrowser(renderToString(createElement(CodeBlock, { code }))),
    readAsReact(CodeBlock({ code })),
  ];
}

describe('a code block that the server sends', () => {
  it.each(['\r\nWindows IP Configuration\r\n', '\nTeredo Parameters', '\r\r\nC:\\>', '\n\n', 'a\rb & c', ''])(
    'reads in the browser as it was meant: %j',
    (code) => {
      const [browser, react] = bothReadings(code);
      expect(browser).toBe(react);
    },
  );

  it('reads so whatever a machine printed', () => {
    const text = fc.string({ unit: fc.constantFrom('\r', '\n', ' ', 'a', '<', '&', '"') });
    fc.assert(
      fc.property(text, (code) => {
        const [browser, react] = bothReadings(code);
        expect(browser).toBe(react);
      }),
    );
  });
});
