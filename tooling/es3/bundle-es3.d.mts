import type { Plugin } from 'esbuild';

/** Where a bundle begins: source text, and the folder its imports are resolved from. */
export interface BundleEntry {
  contents: string;
  resolveDir: string;
}

export declare function lowerToEs3(code: string, options?: { compact?: boolean }): Promise<string>;
export declare function shrinkToEs3(code: string): Promise<string>;
export declare function bundleEs3(
  entry: BundleEntry,
  options?: { treeShaking?: boolean; compact?: boolean; plugins?: Plugin[] },
): Promise<string>;
