import type { BuildResult } from 'esbuild';

/** Types of bundle-mains.mjs, for the tests that bundle. */
export declare function bundleMains(
  entryPoints: string[],
  outdir?: string,
): Promise<BuildResult<{ metafile: true }>>;
