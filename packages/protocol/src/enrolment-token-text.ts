import { base64FromUrl, decodeBase64 } from './sealing/base64';

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

/** Why a text is no token; `text` says what to do. */
export interface TokenFailure {
  ok: false;
  code: TokenProblem;
  text: string;
}

export type ReadToken = { ok: true; token: EnrolmentToken } | TokenFailure;

const COPY_AGAIN = 'Copy the whole line from the dashboard (Enrol a machine) again.';
const ID = /^[A-Za-z0-9_-]{1,64}$/;
/** 128 random bits or more, as base64url. */
const SECRET = /^[A-Za-z0-9_-]{22,128}$/;
const KEY_LENGTH = 43;

/**
 * Reads a token as people paste it: quotes around it and white space anywhere (a terminal's line breaks) are dropped.
 * Never throws.
 */
export function readEnrolmentToken(pasted: string): ReadToken {
  const text = pasted
    .replace(/\s+/g, '')
    .replace(/^["'`\u2018\u2019\u201c\u201d]+|["'`\u2018\u2019\u201c\u201d]+$/g, '');
  if (text === '') return fail('empty', `The enrolment token is empty. ${COPY_AGAIN}`);
  const parts = text.split('.');
  return wrongVersion(parts[0] as string) ?? readParts(parts);
}

function readParts(parts: string[]): ReadToken {
  if (parts.length < 5) return cutShort();
  if (parts.length > 5) return damaged('it has too many parts');
  const [, tokenId, secret, channel, job] = parts as [string, string, string, string, string];
  if (job.length < KEY_LENGTH && /^[A-Za-z0-9_-]*$/.test(job)) return cutShort();
  if (!ID.test(tokenId)) return damaged('its id is not readable');
  if (!SECRET.test(secret)) return damaged('its secret is not readable');
  const channelKey = readKey(channel);
  if (channelKey === null) return damaged('its channel key is not readable');
  const jobKey = readKey(job);
  if (jobKey === null) return damaged('its job key is not readable');
  return { ok: true, token: { tokenId: tokenId, secret: secret, channelKey: channelKey, jobKey: jobKey } };
}

function wrongVersion(version: string): TokenFailure | null {
  if (version === 'tf1') return null;
  if (/^tf\d+$/.test(version)) {
    const text = `This agent reads enrolment tokens that begin with tf1, this one begins with ${version}. Install the agent that this server offers.`;
    return fail('other-version', text);
  }
  return fail('not-a-token', `This is not an enrolment token (one begins with "tf1."). ${COPY_AGAIN}`);
}

function readKey(text: string): string | null {
  const key = text.length === KEY_LENGTH ? base64FromUrl(text) : null;
  return key === null || decodeBase64(key) === null ? null : key;
}

function fail(code: TokenProblem, text: string): TokenFailure {
  return { ok: false, code: code, text: text };
}

function cutShort(): TokenFailure {
  return fail('cut-short', `The enrolment token is cut short. ${COPY_AGAIN}`);
}

function damaged(what: string): TokenFailure {
  return fail('damaged', `The enrolment token is damaged: ${what}. ${COPY_AGAIN}`);
}
