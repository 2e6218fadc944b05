import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ask, faultsOf } from './ask';

const read = (name: string) => readFileSync(new URL(`../../../../fixtures/bundles/${name}`, import.meta.url));
const known = JSON.parse(read('known.json').toString()) as { fingerprint: string; head: string };

describe('the bundles in fixtures', () => {
  it('have the verdicts that their README says', async () => {
    expect((await ask(read('whole.zip'), known)).outcome).toBe('holds');
    expect(faultsOf(await ask(read('row-changed.zip'), known))).toEqual([
      'files changed machines.csv',
      'rows changed machines.csv 3',
    ]);
  });
});
