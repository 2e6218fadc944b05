import { transformAsync } from '@babel/core';
import { build } from 'esbuild';

/** Where a bundle begins: source text, and the folder its imports are resolved from. */
export interface BundleEntry {
  contents: string;
  resolveDir: string;
}

/** One script with nothing left to import, every module in it whether or not it is used. */
async function bundle(entry: BundleEntry): Promise<string> {
  const result = await build({
    stdin: { ...entry, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'esnext',
    charset: 'ascii',
    treeShaking: false,
    legalComments: 'none',
    logLevel: 'silent',
  });
  return result.outputFiles[0]?.text ?? '';
}

/**
 * Bundles and brings down to what JScript 5.8 takes: loose Babel for Internet Explorer 6, quoted reserved words, and no
 * comments, since one that begins with an at sign is conditional compilation there. Throws what esbuild or Babel throw.
 */
export async function bundleEs3(entry: BundleEntry): Promise<string> {
  const result = await transformAsync(await bundle(entry), {
    configFile: false,
    babelrc: false,
    compact: false,
    comments: false,
    sourceType: 'script',
    assumptions: { iterableIsArray: true, setSpreadProperties: true, ignoreFunctionLength: true },
    presets: [
      [
        '@babel/preset-env',
        { targets: { ie: '6' }, loose: true, modules: false, exclude: ['transform-typeof-symbol'] },
      ],
    ],
    plugins: [
      ['@babel/plugin-transform-for-of', { assumeArray: true }],
      '@babel/plugin-transform-property-literals',
      '@babel/plugin-transform-member-expression-literals',
      '@babel/plugin-transform-reserved-words',
    ],
    generatorOpts: { jsescOption: { minimal: false } },
    cwd: import.meta.dirname,
  });
  return result?.code ?? '';
}
