import { fileURLToPath } from 'node:url';
import { transformAsync } from '@babel/core';
import { build, transform } from 'esbuild';
import { minify } from 'terser';

const TARGET = [
  '@babel/preset-env',
  {
    targets: { ie: '6' },
    loose: true,
    modules: false,
    // Named function expressions leak their names in JScript.
    exclude: ['transform-typeof-symbol', 'transform-function-name'],
  },
];

const PLUGINS = [
  ['@babel/plugin-transform-for-of', { assumeArray: true }],
  '@babel/plugin-transform-property-literals',
  '@babel/plugin-transform-member-expression-literals',
  '@babel/plugin-transform-reserved-words',
];

/** What errors of our own descend from: a function of the engine's can't be descended from without what came later. */
const PLAIN_ERROR = `
  Object.create = Object.create || function (prototype) {
    function Made() {}
    Made.prototype = prototype;
    return new Made();
  };
  function PlainError(message) { this.message = message; }
  PlainError.prototype = new Error();
`;

const DESCENDS_FROM_ERROR = /\bextends Error\b/g;

const withPlainErrors = (code) =>
  DESCENDS_FROM_ERROR.test(code)
    ? PLAIN_ERROR + code.replace(DESCENDS_FROM_ERROR, 'extends PlainError')
    : code;

/**
 * Script text brought down to what JScript 5.8 takes: loose Babel for Internet Explorer 6, quoted reserved words, and no
 * comments, since one that begins with an at sign is conditional compilation there. `isWhole`: see `withoutExcess`.
 * Throws what Babel throws.
 */
export async function lowerToEs3(code, { compact = false, isWhole = false } = {}) {
  const result = await transformAsync(withPlainErrors(code), {
    configFile: false,
    babelrc: false,
    compact,
    comments: false,
    shouldPrintComment: () => false,
    sourceType: 'script',
    assumptions: { iterableIsArray: true, setSpreadProperties: true, ignoreFunctionLength: true },
    presets: [TARGET],
    plugins: PLUGINS,
    generatorOpts: { jsescOption: { minimal: false } },
    cwd: fileURLToPath(new URL('.', import.meta.url)),
  });
  const lowered = result?.code ?? '';
  return compact ? withoutExcess(lowered, isWhole) : lowered;
}

/**
 * What Babel unfolds it names and says at length; `ie8` keeps terser to what JScript takes. `isWhole`: nothing outside
 * uses its names, and to read a property of ours does nothing, so that what only reads is left out.
 */
async function withoutExcess(code, isWhole) {
  const { code: short } = await minify(code, {
    ecma: 5,
    ie8: true,
    // Else it would take the quotes from what ECMAScript 3 reserves.
    compress: { properties: false, passes: 3, toplevel: isWhole, pure_getters: isWhole },
    mangle: { toplevel: isWhole },
    format: { ascii_only: true, quote_keys: false, keep_quoted_props: true, comments: false },
  });
  return short ?? '';
}

/** Script text with short names for what nobody outside of it sees, brought down likewise. */
export async function shrinkToEs3(code) {
  const { code: short } = await transform(code, {
    minifyIdentifiers: true,
    charset: 'ascii',
    legalComments: 'none',
  });
  return lowerToEs3(short, { compact: true });
}

/**
 * One script with nothing left to import, in ECMAScript 3. `treeShaking`: leaves out what is not used. `plugins` are
 * esbuild's. Throws what esbuild or Babel throw.
 */
export async function bundleEs3(entry, { treeShaking = false, compact = false, plugins = [] } = {}) {
  const result = await build({
    stdin: { ...entry, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'esnext',
    charset: 'ascii',
    treeShaking,
    // Names only: what syntax may be is for Babel to say.
    minifyIdentifiers: compact,
    plugins,
    legalComments: 'none',
    logLevel: 'silent',
  });
  return lowerToEs3(result.outputFiles[0]?.text ?? '', { compact, isWhole: compact });
}
