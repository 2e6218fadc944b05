import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  MutantRunStatus,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';
import { loadTests } from './load-tests.mjs';

const MOST_MUTANTS = 30_000;

/** What the instrumented code reads and writes. */
function switchboard() {
  const name = INSTRUMENTER_CONSTANTS.NAMESPACE;
  globalThis[name] ??= { counts: new Uint32Array(MOST_MUTANTS) };
  return globalThis[name];
}

const switchOn = ({ id }) => Object.assign(switchboard(), { activeMutant: id, activeNumber: Number(id) });

const switchOff = () =>
  Object.assign(switchboard(), {
    activeMutant: undefined,
    activeNumber: undefined,
    hitCount: undefined,
    hitLimit: undefined,
  });

/** A process that ended in an endless loop leaves them to the next. */
const DURATIONS = '.durations.json';

const readDurations = () => new Map(existsSync(DURATIONS) ? JSON.parse(readFileSync(DURATIONS, 'utf8')) : []);

/** How often each mutant was met since the last time. */
function takeCounts() {
  const { counts } = switchboard();
  const taken = {};
  counts.forEach((count, number) => {
    if (count > 0) taken[number] = count;
  });
  counts.fill(0);
  return taken;
}

async function failureOf(test) {
  try {
    await test.run();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Runs the tests of a pure library for Stryker in the process that holds them loaded: a mutant is switched on and off, and
 * costs what its tests cost, not a start of vitest. A library that keeps state in a module can't be measured like this.
 */
class InProcessRunner {
  static inject = tokens(commonTokens.options);

  constructor(options) {
    this.options = options.inProcess;
    this.tests = [];
    this.durations = readDurations();
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    // The same cases in every run; a failure is enough, its smallest form is not wanted.
    fc.configureGlobal({ seed: 1, endOnFailure: true, numRuns: this.options.casesOfProperty });
    this.loader = await loadTests(this.options);
  }

  async dryRun() {
    const tests = [];
    const perTest = {};
    takeCounts();
    this.tests = await this.loader.load({ count: true });
    const mutantCoverage = { static: takeCounts(), perTest };
    for (const test of this.tests) {
      const start = performance.now();
      const failureMessage = await failureOf(test);
      const timeSpentMs = performance.now() - start;
      perTest[test.id] = takeCounts();
      this.durations.set(test.id, timeSpentMs);
      const { id, name, fileName } = test;
      const status = failureMessage === undefined ? TestStatus.Success : TestStatus.Failed;
      tests.push({ id, name, fileName, timeSpentMs, status, failureMessage });
    }
    writeFileSync(DURATIONS, JSON.stringify([...this.durations]));
    this.tests = [];
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  async mutantRun({ testFilter, hitLimit, activeMutant, mutantActivation, reloadEnvironment }) {
    const board = switchboard();
    Object.assign(board, { hitCount: 0, hitLimit });
    try {
      if (mutantActivation === 'static') switchOn(activeMutant);
      if (reloadEnvironment || this.tests.length === 0) {
        this.tests = await this.loader.load({ count: false });
      }
      switchOn(activeMutant);
      const result = await this.firstFailure(this.chosenTests(testFilter));
      return determineHitLimitReached(board.hitCount, hitLimit) ?? result;
    } catch (error) {
      return { status: MutantRunStatus.Killed, killedBy: [], failureMessage: String(error), nrOfTests: 0 };
    } finally {
      switchOff();
    }
  }

  /** The quick ones first: most mutants die of any test that meets them. */
  chosenTests(testFilter) {
    const chosen = testFilter && new Set(testFilter);
    const tests = chosen ? this.tests.filter(({ id }) => chosen.has(id)) : [...this.tests];
    const durationOf = ({ id }) => this.durations.get(id) ?? 0;
    return tests.sort((one, other) => durationOf(one) - durationOf(other));
  }

  async firstFailure(tests) {
    let nrOfTests = 0;
    for (const test of tests) {
      nrOfTests += 1;
      const failureMessage = await failureOf(test);
      if (failureMessage !== undefined) {
        return { status: MutantRunStatus.Killed, killedBy: [test.id], failureMessage, nrOfTests };
      }
    }
    return { status: MutantRunStatus.Survived, nrOfTests };
  }

  async dispose() {
    await this.loader?.close();
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
