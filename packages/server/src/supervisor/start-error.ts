import { ConfigurationError } from '../configuration';
import { SecretFileError } from '../secret-file';

/** The server can't start, or has to stop. The message is one sentence with its remedy; `exitCode` ends the process. */
export class StartError extends Error {
  readonly code = 'start';
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

/** One sentence for what a person can mend; everything for what is a fault of ours. */
export function explainStartError(error: unknown): string {
  const known =
    error instanceof StartError || error instanceof ConfigurationError || error instanceof SecretFileError;
  if (known) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
