import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIAGNOSIS_RULES, diagnose, diagnosisTable, type Observation } from '../../src/index';
import { anyObservation } from '../arbitraries';
import { answered, bareXp, linux, makeProbe, windows } from '../factories';

const codes = (observation: Observation) => diagnose(observation).map(({ code }) => code);
const lost = { peer: '2001:0:c000:201:0:f226:34ff:8ee9', sent: 3, received: 0 };
const symmetric = makeProbe({ secondary: answered(40001, '192.0.2.2'), nat: 'symmetric' });

describe('a diagnosis', () => {
  it('of Windows XP without IPv6 is that nobody decided', () => {
    expect(codes(windows(bareXp))).toEqual(['off-by-default']);
  });

  it('says that Miredo says it has started and that pings are lost', () => {
    const texts = diagnose(linux({ ping: lost })).map(({ text }) => text);
    expect(texts.join(' ')).toContain('Miredo says it has started; pings are lost');
  });

  it('has a remedy that can be followed where only a paste is at hand', () => {
    const remedies = DIAGNOSIS_RULES.map(({ remedy }) => remedy ?? '').join('\n');
    expect(remedies).not.toMatch(/from here|machine page|raw evidence/);
  });

  it('shows both mappings of a symmetric NAT', () => {
    expect(diagnose(linux({ probe: symmetric }))[0]!.evidence.map(({ value }) => value)).toEqual([
      'symmetric',
      '192.0.2.1 saw 203.0.113.23:40000',
      '192.0.2.2 saw 203.0.113.23:40001',
    ]);
  });

  it('is made of any observation without throwing, the worst first, each with its evidence', () => {
    const rank = ['problem', 'warning', 'info', 'ok'];
    fc.assert(
      fc.property(anyObservation, (observation) => {
        const all = diagnose(observation);
        const ranks = all.map(({ severity }) => rank.indexOf(severity));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        for (const one of all) {
          expect(one.text).toMatch(/^\S.*\.$/);
          expect(one.evidence.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is documented code for code', () => {
    const page = readFileSync(new URL('../../../../docs/diagnosis.md', import.meta.url), 'utf8');
    expect(page).toContain(diagnosisTable());
  });

  it('has codes that are unique and free of the column separator', () => {
    const all = DIAGNOSIS_RULES.map(({ code }) => code);
    expect(new Set(all).size).toBe(all.length);
    for (const line of diagnosisTable().split('\n')) expect(line.split('|').length).toBe(8);
  });
});
