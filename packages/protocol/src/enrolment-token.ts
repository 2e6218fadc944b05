import { base64FromUrl, base64ToUrl, decodeBase64 } from './sealing/base64';

/** What an enrolment token carries. Keys are standard base64 of 32 bytes. */
export interface EnrolmentToken {
  tokenId: string;
  secret: string;
  /** X25519 public key of the server's channel: the session handshake is checked against it. */
  channelKey: string;
  /** Ed25519 public key of the signer: jobs are checked against it. */
  jobKey: string;
}

export type TokenProblem = 'empty' | 'not-a-token' | 'other-version' | 'cut-short' | 'damaged';

/** A token text that can't be used; `message` says what to do. */
export class EnrolmentTokenError extends Error {
  override readonly name = 'EnrolmentTokenError';
  readonly code: TokenProblem;

  constructor(code: TokenProblem, message: string) {
    super(message);
    this.code = code;
  }
}

const COPY_AGAIN = 'Copy the whole line from the dashboard (Enrol a machine) again.';
const ID = /^[A-Za-z0-9_-]{1,64}$/;
/** 128 random bits or more, as base64url. */
const SECRET = /^[A-Za-z0-9_-]{22,128}$/;
const KEY_LENGTH = 43;

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

/**
 * Reads a token as people paste it: quotes around it and white space anywhere (a terminal's line breaks) are dropped.
 * Throws EnrolmentTokenError.
 */
export function parseEnrolmentToken(pasted: string): EnrolmentToken {
  const text = pasted
    .replace(/\s+/g, '')
    .replace(/^["'`\u2018\u2019\u201c\u201d]+|["'`\u2018\u2019\u201c\u201d]+$/g, '');
  if (text === '') throw new EnrolmentTokenError('empty', `The enrolment token is empty. ${COPY_AGAIN}`);
  const parts = text.split('.');
  checkVersion(parts[0] ?? '');
  if (parts.length < 5) throw cutShort();
  if (parts.length > 5) throw damaged('it has too many parts');
  const [, tokenId = '', secret = '', channel = '', job = ''] = parts;
  if (job.length < KEY_LENGTH && /^[A-Za-z0-9_-]*$/.test(job)) throw cutShort();
  if (!ID.test(tokenId)) throw damaged('its id is not readable');
  if (!SECRET.test(secret)) throw damaged('its secret is not readable');
  return { tokenId, secret, channelKey: readKey(channel, 'channel'), jobKey: readKey(job, 'job') };
}

function checkVersion(version: string): void {
  if (version === 'tf1') return;
  if (/^tf\d+$/.test(version)) {
    const text = `This agent reads enrolment tokens that begin with tf1, this one begins with ${version}. Install the agent that this server offers.`;
    throw new EnrolmentTokenError('other-version', text);
  }
  throw new EnrolmentTokenError(
    'not-a-token',
    `This is not an enrolment token (one begins with "tf1."). ${COPY_AGAIN}`,
  );
}

function readKey(text: string, which: string): string {
  const key = text.length === KEY_LENGTH ? base64FromUrl(text) : null;
  if (key === null || decodeBase64(key) === null) throw damaged(`its ${which} key is not readable`);
  return key;
}

function cutShort(): EnrolmentTokenError {
  return new EnrolmentTokenError('cut-short', `The enrolment token is cut short. ${COPY_AGAIN}`);
}

function damaged(what: string): EnrolmentTokenError {
  return new EnrolmentTokenError('damaged', `The enrolment token is damaged: ${what}. ${COPY_AGAIN}`);
}
