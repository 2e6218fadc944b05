export const RELEASE_KEY_FILE: string;
export function readReleaseKey(file?: string): string;
export interface BuiltIn {
  releaseKey?: string;
  version?: string;
}
export function builtIn(values?: BuiltIn): Record<string, string>;
