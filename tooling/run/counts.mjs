import { existsSync, readFileSync } from 'node:fs';

export const none = { passed: 0, failed: 0, skipped: 0 };

export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** Counts of a vitest JSON report; a report that is absent, or a run that failed outside any test, is one failure. */
export function countVitest(file, exitCode) {
  if (!existsSync(file)) return { ...none, failed: 1 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const brokenFiles = report.testResults.filter(
    (r) => r.status === 'failed' && r.assertionResults.length === 0,
  );
  const failed = report.numFailedTests + brokenFiles.length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Titles of the tests of a Playwright JSON report that ended in a way. */
function titlesOf(suites, status, above = []) {
  return suites.flatMap(({ title, suites: inner = [], specs = [] }) => {
    const here = [...above, title];
    const ended = specs.filter(({ tests }) => tests.some((test) => test.status === status));
    return [...ended.map((spec) => [...here, spec.title].join(' › ')), ...titlesOf(inner, status, here)];
  });
}

/**
 * Counts of a Playwright JSON report. A test that passed only when tried again has passed, and is named: `onFlaky` is
 * called with the title of each.
 */
export function countPlaywright(file, exitCode, onFlaky = () => undefined) {
  if (!existsSync(file)) return { ...none, failed: 1 };
  const { stats, errors, suites } = JSON.parse(readFileSync(file, 'utf8'));
  for (const title of titlesOf(suites, 'flaky')) onFlaky(title);
  const failed = stats.unexpected + errors.length;
  return {
    passed: stats.expected + stats.flaky,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: stats.skipped,
  };
}
