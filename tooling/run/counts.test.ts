import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countPlaywright, countVitest } from './counts.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teredo-fleet-counts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(report: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
}

const spec = (title: string, status: string) => ({ title, tests: [{ status }] });

describe('counts of Playwright', () => {
  it('let a test pass that was tried again, and name it', () => {
    const named: string[] = [];
    const file = write({
      stats: { expected: 3, flaky: 1, unexpected: 0, skipped: 2 },
      errors: [],
      suites: [
        {
          title: 'a.spec.ts',
          specs: [spec('holds', 'expected')],
          suites: [{ title: 'here', specs: [spec('comes and goes', 'flaky')] }],
        },
      ],
    });
    expect(countPlaywright(file, 0, { onFlaky: (title) => named.push(title) })).toEqual({
      passed: 4,
      failed: 0,
      skipped: 2,
    });
    expect(named).toEqual(['a.spec.ts › here › comes and goes']);
  });

  it.each([
    ['a test failed', { expected: 3, flaky: 0, unexpected: 1, skipped: 0 }, [], 1, 1],
    [
      'something failed outside of any test',
      { expected: 3, flaky: 0, unexpected: 0, skipped: 0 },
      [{}],
      1,
      1,
    ],
    [
      'it ended badly for no reason that is told',
      { expected: 3, flaky: 0, unexpected: 0, skipped: 0 },
      [],
      1,
      1,
    ],
  ])('fail when %s', (_, stats, errors, exitCode, failed) => {
    expect(countPlaywright(write({ stats, errors, suites: [] }), exitCode).failed).toBe(failed);
  });

  it('name what failed', () => {
    const named: string[] = [];
    const stats = { expected: 0, flaky: 0, unexpected: 1, skipped: 0 };
    const broken = {
      title: 'breaks',
      tests: [{ status: 'unexpected', results: [{ errors: [{ message: 'no button' }] }] }],
    };
    const suites = [{ title: 'a.spec.ts', specs: [broken, spec('holds', 'expected')] }];
    countPlaywright(write({ stats, errors: [], suites }), 1, {
      onFailed: (title, error) => named.push(`${title}: ${error}`),
    });
    expect(named).toEqual(['a.spec.ts › breaks: no button']);
  });

  it('fail without a report', () => {
    expect(countPlaywright(join(folder, 'nowhere.json'), 0).failed).toBe(1);
  });
});

describe('counts of vitest', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [],
  };

  it('are those of its report', () => {
    expect(countVitest(write(report), 0)).toEqual({ passed: 5, failed: 0, skipped: 1 });
  });

  it('name what failed, and a file that broke before any test', () => {
    const named: string[] = [];
    const file = write({
      ...report,
      numFailedTests: 1,
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'failed', ancestorTitles: ['here'], title: 'breaks', failureMessages: ['1 is not 2'] },
            { status: 'passed', ancestorTitles: ['here'], title: 'holds', failureMessages: [] },
          ],
        },
        { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      ],
    });
    const counts = countVitest(file, 1, { onFailed: (title, error) => named.push(`${title}: ${error}`) });
    expect(counts.failed).toBe(2);
    expect(named).toEqual(['a.test.ts › here › breaks: 1 is not 2', 'b.test.ts: no such module']);
  });

  it('fail for a file without tests that broke, a bad end, and no report', () => {
    const broken = {
      ...report,
      testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults: [] }],
    };
    expect(countVitest(write(broken), 1).failed).toBe(1);
    expect(countVitest(write(report), 1).failed).toBe(1);
    expect(countVitest(join(folder, 'nowhere.json'), 0).failed).toBe(1);
  });
});
