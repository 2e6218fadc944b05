/** The program could not be fetched; the message says why, for people. */
export class FetchProgramError extends Error {
  override readonly name = 'FetchProgramError';

  constructor(
    message: string,
    /** Whether it may work later. */
    readonly passing: boolean,
    /** What a server that is crowded asks for, milliseconds; null: it does not say that it is. */
    readonly waitMs: number | null = null,
  ) {
    super(message);
  }
}

const WAIT_SECONDS = { least: 1, unsaid: 10, most: 300 };

/** The server is there and hands nothing out now: the header `Retry-After` says for how long (RFC 9110 section 10.2.3). */
export function crowdedError(retryAfter: string | undefined): FetchProgramError {
  const { least, unsaid, most } = WAIT_SECONDS;
  const asked = /^[0-9]{1,9}$/.test(retryAfter ?? '') ? Number(retryAfter) : unsaid;
  const waitMs = Math.min(most, Math.max(least, asked)) * 1000;
  return new FetchProgramError('The server hands out as many programs as it can (HTTP 429).', true, waitMs);
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
