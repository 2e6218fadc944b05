import { type EnrolmentToken, readEnrolmentToken, type TokenProblem } from './enrolment-token-text';
import { base64ToUrl } from './sealing/base64';

/** A token text that can't be used; `message` says what to do. */
export class EnrolmentTokenError extends Error {
  override readonly name = 'EnrolmentTokenError';
  readonly code: TokenProblem;

  constructor(code: TokenProblem, message: string) {
    super(message);
    this.code = code;
  }
}

/** `tf1.<id>.<secret>.<channel key>.<job key>`, keys as base64url. Throws EnrolmentTokenError when a part can't be in one. */
export function formatEnrolmentToken(token: EnrolmentToken): string {
  const text = [
    'tf1',
    token.tokenId,
    token.secret,
    base64ToUrl(token.channelKey),
    base64ToUrl(token.jobKey),
  ].join('.');
  parseEnrolmentToken(text);
  return text;
}

/** Reads a token as people paste it, see readEnrolmentToken. Throws EnrolmentTokenError. */
export function parseEnrolmentToken(pasted: string): EnrolmentToken {
  const read = readEnrolmentToken(pasted);
  if (read.ok) return read.token;
  throw new EnrolmentTokenError(read.code, read.text);
}
