import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { collectTests, getFn, getHooks } from '@vitest/runner';
import { createServer, createServerModuleRunner } from 'vite';

/** The slow ones kill no mutant which the others let live. */
const SLOW = ['spec', 'simulation', 'cost'].map((name) => `${name}.test.ts`);

function testFilesOf(library) {
  const folder = resolve('packages', library, 'test');
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.test.ts') && !SLOW.some((slow) => file.split('/').pop() === slow))
    .sort()
    .map((file) => join(folder, file));
}

/** Thousands of cases of one property, for each of thousands of mutants, are more than anybody waits for. */
function fewCases(count) {
  return {
    name: 'few-cases',
    enforce: 'pre',
    transform: (code, file) =>
      file.endsWith('.test.ts') ? code.replace(/numRuns: [\d_]+/g, `numRuns: ${count}`) : undefined,
  };
}

const numbersIn = (call) => [...call.matchAll(/"(\d+)"/g)].map(([, number]) => number);

/**
 * The instrumented code asks at each step whether a mutant is on, and counts who came by. All tests pass through some code
 * so often that they would take ten times as long: so both are made as cheap as can be, and counting is done once.
 */
function cheapSwitches(isCounting) {
  const counted = (call) => `(${numbersIn(call).map((number) => `mutants.counts[${number}]++`)})`;
  return {
    name: 'cheap-switches',
    enforce: 'pre',
    transform(code) {
      if (!code.includes('function stryMutAct_9fa48')) return undefined;
      const asks = code
        .replace(/stryCov_9fa48\("[\d", ]+\)/g, (call) => (isCounting() ? counted(call) : '0'))
        .replace(/stryMutAct_9fa48\("(\d+)"\)/g, (call, number) =>
          isCounting() ? 'false' : `(mutants.activeNumber === ${number} && ${call})`,
        );
      return `const mutants = globalThis.__stryker__;${asks}`;
    },
  };
}

const RUNNER_CONFIG = {
  name: '',
  tags: [],
  setupFiles: [],
  sequence: { hooks: 'stack', setupFiles: 'list' },
  allowOnly: false,
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

function runnableOf(task, suites) {
  const around = (kind) => suites.flatMap((suite) => getHooks(suite)[kind]);
  if (around('beforeAll').length > 0 || around('afterAll').length > 0) {
    throw new Error(`${task.fullName}: what is done once for all tests is not done here`);
  }
  const [before, after] = [around('beforeEach'), around('afterEach')];
  const run = getFn(task);
  return async () => {
    for (const hook of before) await hook(task.context, task.suite ?? task.file);
    try {
      await run();
    } finally {
      for (const hook of after) await hook(task.context, task.suite ?? task.file);
    }
  };
}

function* testsIn(suite, above = []) {
  const suites = [...above, suite];
  for (const task of suite.tasks) {
    if (task.type === 'suite') yield* testsIn(task, suites);
    else if (task.mode === 'run' || task.mode === 'queued') yield { task, run: runnableOf(task, suites) };
  }
}

function listTests(files, root) {
  return files.flatMap((file) => {
    if (file.result?.state === 'fail') throw new Error(file.result.errors[0]?.message);
    const fileName = relative(root, file.filepath);
    return [...testsIn(file)].map(({ task, run }, index) => {
      const name = task.fullTestName ?? task.name;
      return { id: `${fileName}#${index} ${name}`, name, fileName, run };
    });
  });
}

/** Loads the library and its tests into this process; each `load` evaluates all of it anew. */
export async function loadTests({ library, casesOfProperty, caseStride }) {
  const root = process.cwd();
  let counting = true;
  globalThis.__vitest_worker__ = { providedContext: { caseStride }, config: RUNNER_CONFIG };
  const server = await createServer({
    configFile: false,
    root,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, watch: null, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true },
    plugins: [fewCases(casesOfProperty), cheapSwitches(() => counting)],
  });
  const modules = createServerModuleRunner(server.environments.ssr, { hmr: false });
  const runner = {
    config: { root, ...RUNNER_CONFIG },
    importFile: (file) => modules.import(file),
    trace: (_name, _attributes, run) => (run ?? _attributes)(),
  };
  return {
    load: async ({ count }) => {
      if (count !== counting) server.environments.ssr.moduleGraph.invalidateAll();
      counting = count;
      modules.clearCache();
      return listTests(await collectTests(testFilesOf(library), runner), root);
    },
    close: async () => {
      await modules.close();
      await server.close();
    },
  };
}
