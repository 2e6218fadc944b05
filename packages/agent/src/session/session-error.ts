import { retrySecondsInClear } from '@teredo-fleet/agent-core';
import { codeInClear, type ErrorMessage, unreachableWords, wordsInClear } from '@teredo-fleet/protocol';

/** Line breaks included: what is printed of it is one line, and says nothing in the name of the program. */
const CONTROL = /\p{Cc}/gu;

/** What to do where the one end speaks TLS and the other does not; empty: the cause may be any other. */
function schemeAdvice(server: string, cause: string): string {
  if (
    /^https:/i.test(server) &&
    /wrong version number|ERR_SSL_WRONG_VERSION_NUMBER|packet length too long/i.test(cause)
  )
    return ' What answers there speaks no TLS: take the address as the dashboard’s command has it, which may begin with http.';
  if (/^http:/i.test(server) && /socket hang up|ECONNRESET|closed before/i.test(cause))
    return ' If what answers there speaks TLS, its address begins with https: take it as the dashboard’s command has it.';
  return '';
}

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
   * What came neither sealed nor over TLS. Anybody on the way could have written it: it is never final, of this machine's
   * standing it tells nothing, its words are marked, and what it asks to wait for is obeyed for a quarter of an hour at most.
   */
  static inClear({ code, text, retryAfterSeconds }: ErrorMessage): SessionError {
    return new SessionError(
      codeInClear(code),
      wordsInClear(text),
      false,
      retrySecondsInClear(retryAfterSeconds),
    );
  }

  /** Nothing answered at the address, or what answered was no Teredo Fleet server. */
  static unreachable(server: string, cause: string): SessionError {
    const words = unreachableWords(server, cause) + schemeAdvice(server, cause);
    return new SessionError('unreachable', words, false, null);
  }
}
