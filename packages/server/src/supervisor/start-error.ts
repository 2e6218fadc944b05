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
