import type { OutputSettings } from '../configuration';

/** Styles of a terminal by their SGR numbers. */
const STYLES = { bold: 1, faint: 2, red: 31, green: 32, yellow: 33, blue: 36 } as const;

export type Style = keyof typeof STYLES;

/** Collects lines, wrapped to the width and styled where the terminal takes it. */
export class Page {
  private readonly lines: string[] = [];

  constructor(private readonly settings: OutputSettings) {}

  styled(text: string, style: Style): string {
    return this.settings.colour ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text;
  }

  gap(): void {
    if (this.lines.length > 0) this.lines.push('');
  }

  heading(text: string): void {
    this.gap();
    for (const line of wrap(text, this.settings.width)) this.lines.push(this.styled(line, 'bold'));
  }

  /** A paragraph; `lead` stands before its first line and is not wrapped. */
  say(text: string, indent: number, lead = '', style: Style | null = null): void {
    const width = this.settings.width - indent;
    wrap(lead + text, width).forEach((line, index) => {
      const told = index === 0 && lead !== '' ? this.leading(line, lead, style) : line;
      this.lines.push(' '.repeat(indent) + told);
    });
  }

  private leading(line: string, lead: string, style: Style | null): string {
    return style === null ? line : this.styled(lead.trimEnd(), style) + line.slice(lead.trimEnd().length);
  }

  /** A line that is never broken, so that it can be copied. */
  copyable(text: string, indent: number): void {
    this.lines.push(' '.repeat(indent) + text);
  }

  /** A name and its value; values stand below one another. */
  pair(name: string, value: string, column: number): void {
    const lead = `  ${name.padEnd(column)}`;
    const fits = name.length <= column;
    const indent = fits ? column + 4 : 4;
    const [first = '', ...rest] = wrap(value, this.settings.width - indent);
    if (fits) this.lines.push(`${this.styled(lead, 'faint')}  ${first}`.trimEnd());
    else this.lines.push(`  ${this.styled(name, 'faint')}`, `    ${first}`);
    for (const line of rest) this.lines.push(' '.repeat(indent) + line);
  }

  text(): string {
    return this.lines.join('\n');
  }
}

/** Breaks at spaces; a word that is wider than the line is left whole, so that it can be copied. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}
