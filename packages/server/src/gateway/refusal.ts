import type { ErrorCode, ErrorMessage } from '@teredo-fleet/protocol';

interface Wording {
  text: string;
  final: boolean;
  retryAfterSeconds: number | null;
}

const again = (text: string, retryAfterSeconds = 5): Wording => ({ text, final: false, retryAfterSeconds });
const over = (text: string): Wording => ({ text, final: true, retryAfterSeconds: null });

/** What an agent is told with each code: what happened, and what helps. */
const WORDINGS: Record<ErrorCode, Wording> = {
  'wrong-version': over(
    'This server speaks another protocol version. Install the agent that this server offers.',
  ),
  malformed: again(
    'The message cannot be read. Connect again; if it stays, install the agent that this server offers.',
  ),
  'too-large': again('The message is larger than this server takes. Send less at once.'),
  'unknown-type': again(
    'The message is of a type that is not expected here. Install the agent that this server offers.',
  ),
  'out-of-order': again('The message came at the wrong time. Open a new session.', 1),
  replayed: again('This was sent before. Open a new session.', 1),
  'bad-seal': again('The seal does not fit this session. Open a new session.', 1),
  'bad-signature': over(
    'The signature does not fit the key of this machine. Enrol it again with a new token.',
  ),
  'token-unknown': over('This enrolment token is not known here. Make a new one on the dashboard.'),
  'token-expired': over('This enrolment token has expired. Make a new one on the dashboard.'),
  'token-used-up': over(
    'This enrolment token was used as often as it may be. Make a new one on the dashboard.',
  ),
  'token-revoked': over('This enrolment token was revoked. Make a new one on the dashboard.'),
  'machine-unknown': over('This machine is not known here: it was deleted. Enrol it again with a new token.'),
  'machine-retired': over(
    'This machine was retired. Uninstall its agent, or enrol it again with a new token.',
  ),
  quarantined: again(
    'Two machines use this identity. It does nothing until an admin releases it; on a copied machine enrol anew with a new token.',
    300,
  ),
  superseded: again(
    'A newer session of this machine has taken over. If there is no second agent here, connect again.',
    10,
  ),
  'session-unknown': again('This session has ended. Open a new one.', 0),
  'too-many': again('Too many messages or connections at once. Wait, then connect again.', 10),
  'tls-required': over(
    'A plain connection is taken from this machine itself only. Use https, or the polling door.',
  ),
  'not-ready': again('The server cannot take this now. Nothing is lost: keep it and connect again.', 5),
};

/** The error message of a code; `changes` for what this case knows better. */
export function errorMessage(code: ErrorCode, changes: Partial<Wording> = {}): ErrorMessage {
  return { type: 'error', code, ...WORDINGS[code], ...changes };
}

/** Ends a session or a request; carries the message that the agent gets. */
export class Refusal extends Error {
  readonly error: ErrorMessage;
  constructor(code: ErrorCode, changes: Partial<Wording> = {}) {
    const error = errorMessage(code, changes);
    super(`${code}: ${error.text}`);
    this.error = error;
  }
}
