import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeHtml } from '../src/notice/escape-html';
import { noticeHtmlPage, plainHtmlPage } from '../src/notice/page-html';
import { bareView } from './support/bare-view';

const unescaped = (html: string) =>
  html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('<', '>', '"', "'", '&', '&lt;', 'script', '=', ' ', '`', '\u0000', '\n'),
  }),
);

it('leaves no character that begins or ends anything, and loses none that can be written', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const html = escapeHtml(text);
      expect(html).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
      expect(unescaped(html)).toBe(text.replace(/(?![\t\n])\p{Cc}|\p{Cs}/gu, '\uFFFD'));
    }),
  );
});

it('makes the same elements of a page, whatever its words are', () => {
  const elements = (html: string) =>
    html.replace(/<style[\s\S]*<\/style>|<wbr>/g, '').match(/<[^>]*>/g)!.length;
  const plain = elements(noticeHtmlPage(bareView('x'), { path: '/n/x', notKept: true }));
  fc.assert(
    fc.property(
      anyText.filter((text) => text.trim() !== ''),
      (text) => {
        expect(elements(noticeHtmlPage(bareView(text), { path: '/n/x', notKept: true }))).toBe(plain);
        expect(elements(plainHtmlPage('en', { title: text, text }))).toBe(
          elements(plainHtmlPage('en', { title: 'x', text: 'x' })),
        );
      },
    ),
  );
});

it('lets a long address of what was changed break after its colons, and no word anywhere', () => {
  const changed = [{ fact: 'Adresse', before: 'ausgeschaltet', after: '2001:0:53aa:64c::1 (ok: so)' }];
  const html = noticeHtmlPage({ ...bareView('x'), changed }, { path: '/n/x', notKept: false });
  expect(html).toContain(
    '<td>ausgeschaltet</td><td>2001:<wbr>0:<wbr>53aa:<wbr>64c:<wbr>:<wbr>1 (ok: so)</td>',
  );
  expect(html).not.toContain('anywhere');
});
