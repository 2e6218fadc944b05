import type { BuiltIn } from '../built-in.mjs';

export function bundleForExecutable(values?: BuiltIn): Promise<string>;
export function writeExecutable(node: Buffer, outfile: string, program: string): Promise<string>;
export function buildExecutable(node: Buffer, outfile: string, values?: BuiltIn): Promise<string>;
