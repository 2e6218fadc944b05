export const RELEASE_KEY_FILE: string;
export function readReleaseKey(file?: string): string;
export interface BuiltIn {
  releaseKey?: string;
  version?: string;
  /** How long a new program may take to show that it works. */
  trialSeconds?: number;
}
export function builtIn(values?: BuiltIn): Record<string, string>;
