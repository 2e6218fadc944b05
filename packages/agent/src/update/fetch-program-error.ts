/** The program could not be fetched; the message says why, for people. */
export class FetchProgramError extends Error {
  override readonly name = 'FetchProgramError';

  constructor(
    message: string,
    /** Whether it may work later. */
    readonly passing: boolean,
  ) {
    super(message);
  }
}

/** What went wrong, in words for people. */
export function fetchErrorOf(error: unknown): FetchProgramError {
  if (error instanceof FetchProgramError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new FetchProgramError(
      `There is no room for the new program (${code}). Make room on its disk.`,
      false,
    );
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return new FetchProgramError(`The folder of the agent’s program can’t be written to (${code}).`, false);
  return new FetchProgramError(`The program could not be fetched (${message}).`, true);
}
