import type { NoticePageView, PageForm, PageSection } from '@teredo-fleet/services';
import { escapeHtml } from './escape-html';
import { PAGE_STYLE } from './page-style';

/** A whole page of HTML 4.01. `body` is HTML; `title` is text. */
function page(language: string, title: string, body: string): string {
  return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
<html lang="${escapeHtml(language)}" dir="ltr">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escapeHtml(title)}</title>
<style type="text/css">${PAGE_STYLE}</style>
</head>
<body>
<div id="page">
${body}
</div>
</body>
</html>
`;
}

const paragraph = (line: string, kind = ''): string =>
  `<p${kind === '' ? '' : ` class="${kind}"`}>${escapeHtml(line)}</p>`;

const heading = (text: string): string => `<h2>${escapeHtml(text)}</h2>`;

const section = ({ heading: text, lines }: PageSection): string =>
  [heading(text), ...lines.map((line) => paragraph(line))].join('\n');

/** A form of one button: Internet Explorer 6 sends every button of a form, and its words instead of its value. */
function oneButton(action: string, answer: string, label: string, more = ''): string {
  const kind = answer === 'acknowledged' ? 'button first' : 'button';
  return `<form method="post" action="${escapeHtml(action)}"><div>
<input type="hidden" name="answer" value="${answer}">${more}
<input type="submit" class="${kind}" value="${escapeHtml(label)}">
</div></form>`;
}

function laterChoice({ until, times }: NonNullable<PageForm['later']>): string {
  const options = times.map(
    ({ value, label }) => `<option value="${escapeHtml(value)}">${escapeHtml(label)}</option>`,
  );
  return `
<label for="until">${escapeHtml(until)}</label>
<select id="until" name="until">
${options.join('\n')}
</select>`;
}

function formHtml(form: PageForm, title: string, action: string): string {
  const { lines, acknowledge, later, refuse } = form;
  const parts = [heading(title), ...lines.map((line) => paragraph(line))];
  if (acknowledge !== null) parts.push(oneButton(action, 'acknowledged', acknowledge));
  if (later !== null) parts.push(oneButton(action, 'deferred', later.button, laterChoice(later)));
  if (refuse !== null) parts.push(oneButton(action, 'refused', refuse));
  return parts.join('\n');
}

const ADDRESS = /[\da-f:.]{8,}/gi;

/** A value of a table, in which an address may go on in a new line after each colon. */
const cellHtml = (text: string): string =>
  escapeHtml(text).replace(ADDRESS, (address) => address.replaceAll(':', ':<wbr>'));

function changedHtml({ words, changed }: NoticePageView): string {
  if (changed === null) return '';
  const { headings, facts } = words;
  if (changed.length === 0) return section({ heading: headings.wasChanged, lines: [facts.same] });
  const cells = (tag: string, texts: string[]) =>
    `<tr>${texts.map((text) => `<${tag}>${cellHtml(text)}</${tag}>`).join('')}</tr>`;
  return [
    heading(headings.wasChanged),
    '<table>',
    cells('th', [facts.setting, facts.before, facts.after]),
    ...changed.map(({ fact, before, after }) => cells('td', [fact, before, after])),
    '</table>',
  ].join('\n');
}

function answersHtml({ words, answers }: NoticePageView): string {
  if (answers.length === 0) return '';
  const items = answers.map((line) => `<li>${escapeHtml(line)}</li>`);
  return `${heading(words.headings.answers)}\n<ul>\n${items.join('\n')}\n</ul>`;
}

function languagesHtml({ words, languages }: NoticePageView, path: string): string {
  const links = languages.map(({ language, name, current }) =>
    current
      ? `<strong lang="${escapeHtml(language)}">${escapeHtml(name)}</strong>`
      : `<a href="${escapeHtml(`${path}?lang=${language}`)}" lang="${escapeHtml(language)}" hreflang="${escapeHtml(language)}">${escapeHtml(name)}</a>`,
  );
  return `<p class="languages foot">${escapeHtml(words.headings.languages)}\n${links.join('<span class="bar"> |</span>\n')}</p>`;
}

function noticeHtml({ notice }: NoticePageView): string {
  const lines = notice.lines.map((line) => paragraph(line)).join('\n');
  if (lines === '') return '';
  return `<div class="notice" lang="${escapeHtml(notice.language)}" dir="${notice.direction}">\n${lines}\n</div>`;
}

/** Where a page stands, and what it is told beside what the database says. */
export interface PagePlace {
  /** `/n/…` */
  path: string;
  /** An answer was sent that is not asked for any more. */
  notKept: boolean;
}

/** The page of a notice. */
export function noticeHtmlPage(view: NoticePageView, { path, notKept }: PagePlace): string {
  const { words, notice, hostname, organisation, form } = view;
  const { headings } = words;
  const body = [
    `<h1 lang="${escapeHtml(notice.language)}" dir="${notice.direction}">${escapeHtml(notice.title)}</h1>`,
    `<p class="quiet">${escapeHtml(headings.computer)}: <strong>${escapeHtml(hostname)}</strong></p>`,
    noticeHtml(view),
    heading(headings.status),
    notKept ? paragraph(words.outcome.notKept) : '',
    paragraph(view.status, 'status'),
    form === null ? '' : formHtml(form, headings.answer, `${path}?lang=${view.language}`),
    ...view.unanswered.map((line) => paragraph(line)),
    changedHtml(view),
    answersHtml(view),
    ...view.sections.map(section),
    languagesHtml(view, path),
    organisation === null ? '' : paragraph(organisation, 'quiet'),
  ];
  return page(words.language, notice.title, body.filter((part) => part !== '').join('\n'));
}

/** A page that says nothing but why there is nothing more. */
export function plainHtmlPage(language: string, { title, text }: { title: string; text: string }): string {
  return page(language, title, `<h1>${escapeHtml(title)}</h1>\n${paragraph(text)}`);
}
