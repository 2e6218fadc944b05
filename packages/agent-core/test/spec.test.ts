import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('./', import.meta.url);
const spec = readFileSync(new URL('../SPEC.md', folder), 'utf8');
const rules = [...spec.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map((match) => match[1]!);
/** Every parenthesis of rule numbers in a test's name or message. */
const cited = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts'))
  .flatMap((name) => [
    ...readFileSync(new URL(name, folder), 'utf8').matchAll(/\(([A-Z]\d+(?:, [A-Z]\d+)*)\)/g),
  ])
  .flatMap((match) => match[1]!.split(', '));

describe('SPEC.md', () => {
  it.each(rules)('has a test that names rule %s', (rule) => {
    expect(cited).toContain(rule);
  });

  it('is cited by tests for rules that it has', () => {
    expect(cited.filter((rule) => !rules.includes(rule))).toEqual([]);
    expect(rules.length).toBeGreaterThan(45);
  });
});
