import { retrySecondsInClear } from '@teredo-fleet/agent-core';
import { type ErrorMessage, unreachableWords } from '@teredo-fleet/protocol';

/** Line breaks included: what is printed of it is one line, and says nothing in the name of the program. */
const CONTROL = /\p{Cc}/gu;

/**
 * Why no session stands. `final`: trying again the same way can't help, a person has to do something. The message may
 * be somebody else's words, shown on the terminal of an administrator: no control character of it is kept.
 */
export class SessionError extends Error {
  override readonly name = 'SessionError';

  constructor(
    readonly code: ErrorMessage['code'] | 'unreachable' | 'not-the-pinned-server' | 'closed' | 'timed-out',
    message: string,
    readonly final: boolean,
    readonly retryAfterSeconds: number | null,
  ) {
    super(message.replace(CONTROL, ' '));
  }

  /** The server's own words. */
  static fromServer(error: ErrorMessage): SessionError {
    return new SessionError(error.code, error.text, error.final, error.retryAfterSeconds);
  }

  /**
   * What came neither sealed nor over TLS. Anybody on the way could have written it: it is never final, and what it
   * asks to wait for is obeyed for a quarter of an hour at most.
   */
  static inClear({ code, text, retryAfterSeconds }: ErrorMessage): SessionError {
    return new SessionError(code, text, false, retrySecondsInClear(retryAfterSeconds));
  }

  /** Nothing answered at the address, or what answered was no Teredo Fleet server. */
  static unreachable(server: string, cause: string): SessionError {
    return new SessionError('unreachable', unreachableWords(server, cause), false, null);
  }
}
