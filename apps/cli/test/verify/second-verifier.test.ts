import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, checksThat, faultsOf } from './ask';
import { BUNDLE_CASES } from './bundle-cases';
import { askPython, SCRIPT, whyNoPython } from './python-verifier';

const why = whyNoPython();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundles-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe(`a second verifier, in Python from docs/evidence.md alone${why === null ? '' : `: ${why}`}`, () => {
  it('has fewer than 150 lines', () => {
    const lines = readFileSync(SCRIPT, 'utf8').split('\n');
    expect(lines.filter((line) => line.trim() !== '').length).toBeLessThan(150);
  });

  it.skipIf(why !== null)(
    'agrees with the first on every bundle, good and bad',
    async () => {
      const questions = BUNDLE_CASES.map(({ bytes, outside }, at) => {
        const path = join(folder, `${at}.zip`);
        writeFileSync(path, bytes);
        return { path, fingerprint: outside.fingerprint ?? null, head: outside.head ?? null };
      });
      const told = askPython(questions).map((answer, at) => ({ name: BUNDLE_CASES[at]!.name, ...answer }));
      const first = [];
      for (const { name, bytes, outside } of BUNDLE_CASES) {
        const verdict = await ask(bytes, outside);
        const notChecked = [...new Set(checksThat(verdict, 'not-checked'))].sort();
        first.push({ name, faults: faultsOf(verdict).sort(), notChecked });
      }
      expect(told).toEqual(first);
    },
    240_000,
  );
});
