import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const pathOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const page = readFileSync(pathOf('docs/faults.md'), 'utf8');

/** Every line of a test with the heading that it stands under. */
const listed = page
  .split(/^## /m)
  .slice(1)
  .flatMap((section) => {
    const [heading = '', ...lines] = section.split('\n');
    const tests = lines.flatMap((line) => [...line.matchAll(/^- `([^`]+)`: (.+)$/g)]);
    return tests.map(([, file = '', name = '']) => ({ heading, file, name }));
  });

const HEADINGS = 123;

describe('the page of faults', () => {
  it('has a test under every heading', () => {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toHaveLength(HEADINGS);
    expect(new Set(listed.map(({ heading }) => heading))).toEqual(new Set(headings));
  });

  it.each(listed)('$heading: $file has a test "$name"', ({ heading, file, name }) => {
    expect(existsSync(pathOf(file))).toBe(true);
    const text = readFileSync(pathOf(file), 'utf8');
    const isThere = [`'${name}'`, `"${name}"`, `\`${name}\``, `\`${name}\${`].some((quoted) =>
      text.includes(quoted),
    );
    expect(isThere).toBe(true);
    expect(name.toLowerCase()).toContain(heading.toLowerCase());
  });
});
