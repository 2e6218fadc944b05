import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundleEs3, shrinkToEs3 } from '@teredo-fleet/es3';

const require = createRequire(import.meta.url);

/**
 * What is changed in tweetnacl: the one place that writes through a view, which an array of ECMAScript 3 can't be, and
 * the search for random numbers of a browser or of Node, whose words alone JScript can't run.
 */
const CHANGES_OF_NACL = [
  [
    /modL\(sm\.subarray\(32\), x\);/g,
    'var half = sm.subarray(32); modL(half, x); for (i = 0; i < 32; i++) sm[i + 32] = half[i];',
  ],
  [/\(function\(\) \{\s+\/\/ Initialize PRNG[\s\S]*?\n\}\)\(\);/g, ''],
];

/**
 * What is changed in es5-shim: at each call of `map`, `forEach` and the like it looks into the text of the function given,
 * whether that is a class. No engine that needs es5-shim has classes, and the look takes most of a reader's time. What it mends
 * of writing numbers with digits after the point, of dates but `now` and `toISOString`, of parsing numbers without a radix and
 * of engines that have ECMAScript 5 with faults, nothing here needs; a test finds it out should that change.
 */
const CHANGES_OF_ES5 = [
  [/if \(isES6ClassFn\(value\)\) \{ return false; \} (?=var strClass)/g, ''],
  [/ {4}var hasNegativeMonthYearBug = [\s\S]*?(?= {4}var originalGetUTCFullYear)/g, ''],
  [/ {4}var dayName = [\s\S]*?(?= {4}\/\/ ES5 15\.9\.5\.43\n)/g, ''],
  [/ {4}\/\/ ES5 15\.9\.5\.44\n[\s\S]*?(?= {4}\/\/ ES5 15\.9\.4\.4\n)/g, ''],
  [/ {4}\/\/\n {4}\/\/ Number\n[\s\S]*?(?= {4}\/\/\n {4}\/\/ String\n)/g, ''],
  [/ {4}var hexRegex = [\s\S]*?(?= {4}if \(String\(new RangeError)/g, ''],
  [/ {4}if \(supportsDescriptors\) \{\n {8}var ensureNonEnumerable[\s\S]*(?=\}\)\);)/g, ''],
];

/** What is left out of fast-sha256: all that builds upon the hash, of which the agent uses nothing. */
const CHANGES_OF_SHA256 = [
  [/\/\/ HMAC implements[\s\S]*?(?=\/\/ Returns SHA256 hash of data\.)/g, ''],
  [/\/\/ Returns HMAC-SHA256 of data[\s\S]*exports\.pbkdf2 = pbkdf2;/g, ''],
];

function changeOnce(text, [pattern, replacement]) {
  if (text.match(pattern)?.length !== 1) throw new Error('A package is not the version this was made for.');
  return text.replace(pattern, replacement);
}

const readChanged =
  (changes) =>
  async ({ path }) =>
    asModule(changes.reduce(changeOnce, await readFile(path, 'utf8')));

const asModule = (text) => ({
  contents: `var module = { exports: {} };\n${text}\nexport default module.exports;`,
  loader: 'js',
});

/**
 * Code pages of Windows' windows, which no console of it has: where one is set all the same, the bytes travel and the server
 * reads them.
 */
const WINDOWS_CODE_PAGES = /^ {2}125[0-7]:.*(?:\n {4}.*)*\n/gm;

async function readConsoleTables({ path }) {
  const text = await readFile(path, 'utf8');
  const kept = text.replace(WINDOWS_CODE_PAGES, '');
  if (kept.length === text.length) throw new Error('The tables of code pages are written another way.');
  return { contents: kept, loader: 'ts' };
}

/** Packages as modules, so that the bundle needs no helpers of CommonJS, which JScript could not run. */
const packagesAsModules = {
  name: 'packages as modules',
  setup(bundler) {
    bundler.onLoad({ filter: /tweetnacl[\\/]nacl-fast\.js$/ }, readChanged(CHANGES_OF_NACL));
    bundler.onLoad({ filter: /code-page-tables\.ts$/ }, readConsoleTables);
    bundler.onLoad({ filter: /fast-sha256[\\/]sha256\.js$/ }, readChanged(CHANGES_OF_SHA256));
  },
};

/** What ECMAScript 5 has and JScript 5.8 has not, in the order in which they build upon each other. */
async function readPolyfills() {
  const paths = [
    fileURLToPath(new URL('src/typed-arrays.js', import.meta.url)),
    require.resolve('es5-shim'),
    require.resolve('json3'),
  ];
  const [arrays, es5 = '', json] = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return shrinkToEs3([arrays, CHANGES_OF_ES5.reduce(changeOnce, es5), json].join('\n'));
}

const escapeUnit = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The script: polyfills, then the agent. `main` is the module that it begins with. */
export async function buildScript(main = './src/main') {
  const entry = { contents: `import '${main}';`, resolveDir: fileURLToPath(new URL('.', import.meta.url)) };
  const [polyfills, agent] = await Promise.all([
    readPolyfills(),
    bundleEs3(entry, { treeShaking: true, compact: true, plugins: [packagesAsModules] }),
  ]);
  return `${polyfills}\n${agent}\n`.replace(/[^ -~\t\r\n]/g, escapeUnit).replace(/\n/g, '\r\n');
}
