import type { BuiltIn } from './built-in.mjs';

export function bundleForNode(outfile: string, values?: BuiltIn): Promise<void>;
