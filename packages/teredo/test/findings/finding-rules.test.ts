import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINDING_RULES, findingsTable } from '../../src';
import { anyObservation } from '../arbitraries';

describe('the rules that the product brings', () => {
  it('are documented one by one', () => {
    const page = readFileSync(new URL('../../../../docs/findings.md', import.meta.url), 'utf8');
    expect(page).toContain(findingsTable());
  });

  it('have names of their own, and no column separator in their words', () => {
    const ids = FINDING_RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const line of findingsTable().split('\n')) expect(line.split('|').length).toBe(9);
  });

  it('say of any machine something whole, with the fact it rests on and its time', () => {
    fc.assert(
      fc.property(anyObservation, (observation) => {
        for (const rule of FINDING_RULES) {
          const { text, evidence, factAt } = rule.judge(observation);
          expect(text).toMatch(/^\S.*\.$/);
          expect(evidence.length > 0 && factAt !== null).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
