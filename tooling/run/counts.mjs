import { existsSync, readFileSync } from 'node:fs';

export const none = { passed: 0, failed: 0, skipped: 0 };

export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** Nobody is told of anything. */
const silent = () => undefined;

/**
 * Counts of a vitest JSON report; a report that is absent, or a run that failed outside any test, is one failure.
 * `onFailed` is called with the title and the error of each test that failed, and of each file that broke before any.
 */
export function countVitest(file, exitCode, { onFailed = silent } = {}) {
  if (!existsSync(file)) return { ...none, failed: 1 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  for (const { name, status, message, assertionResults } of report.testResults) {
    if (status === 'failed' && assertionResults.length === 0) onFailed(name, message);
    for (const { status, ancestorTitles, title, failureMessages } of assertionResults)
      if (status === 'failed')
        onFailed([name, ...ancestorTitles, title].join(' › '), failureMessages.join('\n'));
  }
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

/** The tests of a Playwright JSON report that ended in a way: title and errors of each. */
function testsOf(suites, status, above = []) {
  return suites.flatMap(({ title, suites: inner = [], specs = [] }) => {
    const here = [...above, title];
    const ended = specs.flatMap((spec) =>
      spec.tests
        .filter((test) => test.status === status)
        .map(({ results = [] }) => ({
          title: [...here, spec.title].join(' › '),
          error: results.flatMap(({ errors = [] }) => errors.map(({ message }) => message)).join('\n'),
        })),
    );
    return [...ended, ...testsOf(inner, status, here)];
  });
}

/**
 * Counts of a Playwright JSON report. A test that passed only when tried again has passed, and is named: `onFlaky` is
 * called with the title and the errors of each, and `onFailed` with those of each that failed.
 */
export function countPlaywright(file, exitCode, { onFlaky = silent, onFailed = silent } = {}) {
  if (!existsSync(file)) return { ...none, failed: 1 };
  const { stats, errors, suites } = JSON.parse(readFileSync(file, 'utf8'));
  for (const { title, error } of testsOf(suites, 'flaky')) onFlaky(title, error);
  for (const { title, error } of testsOf(suites, 'unexpected')) onFailed(title, error);
  const failed = stats.unexpected + errors.length;
  return {
    passed: stats.expected + stats.flaky,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: stats.skipped,
  };
}
