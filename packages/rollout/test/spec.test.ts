import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('./', import.meta.url);
const spec = readFileSync(new URL('../SPEC.md', folder), 'utf8');
const rules = [...spec.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map((match) => match[1]!);
/** The rule numbers that names of tests begin with. */
const cited = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts'))
  .flatMap((name) => [
    ...readFileSync(new URL(name, folder), 'utf8').matchAll(
      /^\s*['`]([A-Z]\d+(?:, [A-Z]\d+)*) |it\('([A-Z]\d+(?:, [A-Z]\d+)*) |\)\('([A-Z]\d+(?:, [A-Z]\d+)*) /gm,
    ),
  ])
  .flatMap((match) => (match[1] ?? match[2] ?? match[3])!.split(', '));

describe('SPEC.md', () => {
  it.each(rules)('has a test that names rule %s', (rule) => {
    expect(cited).toContain(rule);
  });

  it('is cited by tests for rules that it has', () => {
    expect(cited.filter((rule) => !rules.includes(rule))).toEqual([]);
    expect(rules.length).toBeGreaterThan(40);
  });
});
