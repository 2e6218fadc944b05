import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = new URL('../golden/', import.meta.url);
/** `TEREDO_FLEET_WRITE_GOLDEN=1 npx vitest run FILE` writes them anew; what changed is then read in the diff. */
const writes = process.env.TEREDO_FLEET_WRITE_GOLDEN === '1';

export interface GoldenSection {
  name: string;
  lines: () => string[];
}

const bodyOf = ({ lines }: GoldenSection): string => lines().join('\n').trimEnd();

/** A section that is word for word an earlier one says `as NAME`. */
function formatSections(sections: GoldenSection[]): string {
  const first = new Map<string, string>();
  const shorten = (name: string, body: string): string => {
    const earlier = body.length < 80 ? undefined : first.get(body);
    if (earlier === undefined) first.set(body, name);
    return earlier === undefined ? body : `as ${earlier}`;
  };
  return sections
    .map((section) => `== ${section.name}\n${shorten(section.name, bodyOf(section))}`.trimEnd())
    .join('\n\n')
    .concat('\n');
}

function parseSections(text: string): Map<string, string> {
  const sections = new Map<string, string>();
  for (const section of text.split(/^== /m).slice(1)) {
    const name = section.split('\n', 1)[0] ?? '';
    const body = section.slice(name.length).trim();
    sections.set(name, /^as .*$/.test(body) ? (sections.get(body.slice(3)) ?? body) : body);
  }
  return sections;
}

/** One test a section: what is said today is what a person read and found right, word for word. */
export function describeGolden(file: string, sections: GoldenSection[]): void {
  const url = new URL(file, folder);
  if (writes) writeFileSync(url, formatSections(sections));
  const golden = parseSections(existsSync(url) ? readFileSync(url, 'utf8') : '');
  it(`holds nothing in ${file} that is gone`, () => {
    expect([...golden.keys()]).toEqual(sections.map(({ name }) => name));
  });
  it.each(sections)('$name', (section) => {
    expect(bodyOf(section)).toBe(golden.get(section.name));
  });
}
