import { EXIT } from './output';

/** What was given can't be read; the message says what happened and what to do. */
export class InputError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.unreadable) {
    super(message);
    this.name = 'InputError';
    this.exitCode = exitCode;
  }
}
