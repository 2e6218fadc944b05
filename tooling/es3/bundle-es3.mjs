import { fileURLToPath } from 'node:url';
import { transformAsync } from '@babel/core';
import { build } from 'esbuild';

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

/**
 * Script text brought down to what JScript 5.8 takes: loose Babel for Internet Explorer 6, quoted reserved words, and no
 * comments, since one that begins with an at sign is conditional compilation there. Throws what Babel throws.
 */
export async function lowerToEs3(code, { compact = false } = {}) {
  const result = await transformAsync(code, {
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
  return result?.code ?? '';
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
    plugins,
    legalComments: 'none',
    logLevel: 'silent',
  });
  return lowerToEs3(result.outputFiles[0]?.text ?? '', { compact });
}
