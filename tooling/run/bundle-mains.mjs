import { build } from 'esbuild';

const ours = /^(@teredo-fleet\/|\.{1,2}\/|\/)/;

/**
 * Bundles mains, one `.mjs` each, from the folder of the app that calls. Packages from npm stay outside (they carry
 * binaries, WebAssembly and files that they look for beside themselves); our own, which are consumed as source, go in.
 */
export function bundleMains(entryPoints, outdir = 'dist') {
  return build({
    entryPoints,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'warning',
    plugins: [
      {
        name: 'npm packages stay outside',
        setup: (bundler) =>
          bundler.onResolve({ filter: /.*/ }, ({ path, kind }) =>
            kind === 'entry-point' || ours.test(path) ? null : { path, external: true },
          ),
      },
    ],
  });
}
