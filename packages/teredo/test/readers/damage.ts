/** What mails, forums, editors and shells do to console output before somebody reads it. */
export interface Damage {
  name: string;
  apply(text: string): string;
}

const eachLine = (change: (line: string, index: number) => string) => (text: string) =>
  text
    .split('\n')
    .map((line, index) => change(line, index))
    .join('\n');

const isField = (line: string) => line.includes(':');
const eachField = (change: (label: string, value: string) => string) =>
  eachLine((line) => {
    const colon = line.indexOf(':');
    return colon === -1 ? line : change(line.slice(0, colon), line.slice(colon + 1));
  });

const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const digitsFrom = (zero: number) => (text: string) =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(zero + Number(digit)));

export const QUOTING: Damage[] = [
  { name: 'CRLF', apply: (text) => text.replace(/\n/g, '\r\n') },
  { name: 'CR', apply: (text) => text.replace(/\n/g, '\r') },
  { name: 'CR CR LF', apply: (text) => text.replace(/\n/g, '\r\r\n') },
  { name: 'vertical tabs', apply: (text) => text.replace(/\n/g, '\v') },
  { name: 'next-line characters', apply: (text) => text.replace(/\n/g, '\u0085') },
  { name: 'line separators', apply: (text) => text.replace(/\n/g, '\u2028') },
  { name: 'an empty line after each', apply: (text) => text.replace(/\n/g, '\n\n') },
  { name: 'a byte order mark', apply: (text) => `\ufeff${text}` },
  { name: 'a NUL after each character', apply: (text) => text.replace(/[\s\S]/g, '$&\0') },
  { name: 'marks of a mail', apply: eachLine((line) => `> ${line}`) },
  { name: 'marks of a mail answered twice', apply: eachLine((line) => `>> > ${line}`) },
  { name: 'bars', apply: eachLine((line) => `| ${line}`) },
  { name: 'line numbers with dots', apply: eachLine((line, index) => `${index + 1}. ${line}`) },
  { name: 'line numbers with colons', apply: eachLine((line, index) => `${index + 1}: ${line}`) },
  { name: 'line numbers with bars', apply: eachLine((line, index) => `${index + 40} | ${line}`) },
  { name: 'line numbers with tabs', apply: eachLine((line, index) => `${index + 1}\t${line}`) },
  { name: 'a code fence', apply: (text) => `\`\`\`text\n${text}\n\`\`\`` },
  { name: 'BBCode', apply: (text) => `[quote=ann][code]${text}[/code][/quote]` },
  { name: 'HTML', apply: (text) => `<pre><code class="x">${text.replace(/\n/g, '<br />\n')}</code></pre>` },
  { name: 'HTML without line ends', apply: (text) => text.replace(/\n/g, '<br>') },
  { name: 'spaces of a web page', apply: (text) => text.replace(/ /g, '&nbsp;') },
  { name: 'no-break spaces', apply: (text) => text.replace(/ /g, '\u00a0') },
  { name: 'a colour', apply: eachLine((line) => `\u001b[32m${line}\u001b[0m`) },
  { name: 'bullets', apply: eachLine((line) => `- ${line}`) },
  { name: 'indentation', apply: eachLine((line) => `\t    ${line}`) },
  { name: 'trailing spaces', apply: eachLine((line) => `${line}          `) },
  { name: 'hard breaks', apply: eachLine((line) => `${line}\\`) },
  { name: 'right-to-left marks', apply: eachLine((line) => `\u200f\u202b${line}\u202c`) },
  {
    name: 'prompt and command',
    apply: (text) =>
      `C:\\Users\\Ann Example>netsh interface teredo show state\n${text}\n\nC:\\Users\\Ann Example>`,
  },
  {
    name: 'the prompt of PowerShell',
    apply: (text) =>
      `PS C:\\WINDOWS\\system32> netsh int ter show state\n${text}\nPS C:\\WINDOWS\\system32> `,
  },
  {
    name: 'words around it',
    apply: (text) => `Hi: this is what I get:\n\n${text}\n\nWhat now? Router: old.\n`,
  },
];

export const LAYOUT: Damage[] = [
  { name: 'no padding', apply: eachField((label, value) => `${label.trim()}: ${value.trim()}`) },
  { name: 'no space at all', apply: eachField((label, value) => `${label.trim()}:${value.trim()}`) },
  { name: 'tabs for padding', apply: eachField((label, value) => `${label.trim()}\t\t:\t${value.trim()}`) },
  { name: 'full-width colons', apply: eachField((label, value) => `${label.trim()}\uff1a${value.trim()}`) },
  { name: 'full-width values', apply: eachField((label, value) => `${label}:${fullWidth(value)}`) },
  { name: 'Arabic digits', apply: digitsFrom(0x660) },
  { name: 'Persian digits', apply: digitsFrom(0x6f0) },
  { name: 'Devanagari digits', apply: digitsFrom(0x966) },
  { name: 'Thai digits', apply: digitsFrom(0xe50) },
  {
    name: 'values on the next line',
    apply: eachField((label, value) => `${label.trim()} :\n${value.trim()}`),
  },
  {
    name: 'colons on the next line',
    apply: eachField((label, value) => `${label.trim()}\n: ${value.trim()}`),
  },
  { name: 'emphasis', apply: eachField((label, value) => `**${label.trim()}**: *${value.trim()}*`) },
  { name: 'code marks', apply: eachField((label, value) => `${label.trim()}: \`${value.trim()}\``) },
  {
    name: 'a colon in each label',
    apply: eachField((label, value) => `${label.trim()}: x : ${value.trim()}`),
  },
  { name: 'upper case', apply: eachField((label, value) => `${label}:${value.toUpperCase()}`) },
  { name: 'a table', apply: eachField((label, value) => `| ${label.trim()} | ${value.trim()} |`) },
  { name: 'no colons', apply: eachField((label, value) => `${label.trim() || 'x'}\t${value.trim()}`) },
  {
    name: 'cells of a page',
    apply: eachField((label, value) => `<tr><td>${label.trim()}</td><td>${value.trim()}</td></tr>`),
  },
  {
    name: 'one line',
    apply: (text) => text.trim().replace(/\s*\n\s*/g, ' '),
  },
  {
    name: 'labels and values on lines of their own',
    apply: eachField((label, value) => `${label.trim() || 'x'}\n${value.trim()}`),
  },
  {
    name: 'all labels, then all values',
    apply: (text) => {
      const fields = text.split('\n').filter(isField);
      const labels = fields.map((line) => line.slice(0, line.indexOf(':')).trim() || 'x');
      return [...labels, ...fields.map((line) => line.slice(line.indexOf(':') + 1).trim())].join('\n');
    },
  },
];
