import { lookup } from 'node:dns';
import { type ClientRequest, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { isReachable } from './reachable-address';

/** Which IP addresses may be spoken to; all but this machine and its link unless said otherwise. */
export type MayReach = (address: string) => boolean;

export interface WebhookWay {
  url: string;
  /** `whsec_…` */
  secret: string;
  mayReach?: MayReach;
}

export interface SignedMessage {
  /** Names this sending: whoever gets it twice can tell. */
  id: string;
  contentType: string;
  body: string;
  headers?: Record<string, string>;
  /** Without a sign of life for so long it is given up. */
  waitMs: number;
  /** All of it: a receiver that answers byte by byte holds nothing up longer than this. */
  mostMs: number;
}

const refusal = (address: string): Error =>
  new Error(
    `the address is of this machine or its own link, or of its cloud’s own services (${address}), where nothing is sent`,
  );

/** The system's resolver, whose answers are looked at before any of them is connected to. */
function guardedLookup(mayReach: MayReach): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return done(error, [], 0);
      const bad = addresses.find(({ address }) => !mayReach(address));
      if (bad !== undefined) return done(refusal(bad.address), [], 0);
      if (options.all === true) return done(null, addresses);
      const [first] = addresses;
      return done(null, first!.address, first!.family);
    });
  };
}

function headersOf(message: SignedMessage, secret: string): Record<string, string | number> {
  const at = new Date();
  return {
    'content-type': message.contentType,
    'content-length': Buffer.byteLength(message.body),
    'user-agent': 'teredo-fleet',
    'webhook-id': message.id,
    'webhook-timestamp': Math.floor(at.getTime() / 1000),
    'webhook-signature': new Webhook(secret).sign(message.id, at, message.body),
    ...message.headers,
  };
}

const span = (ms: number): string =>
  ms < 120_000 ? `${Math.round(ms / 1000)} seconds` : `${Math.round(ms / 60_000)} minutes`;

/** Status of the answer; what it says is not read. */
function statusOf(sent: ClientRequest, { body, waitMs, mostMs }: SignedMessage): Promise<number> {
  return new Promise((resolve, reject) => {
    sent.once('response', (answer) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    const late = () => sent.destroy(new Error(`not done within ${span(mostMs)}`));
    const timer = setTimeout(late, mostMs);
    sent.once('close', () => clearTimeout(timer));
    sent.once('timeout', () => sent.destroy(new Error(`no answer within ${span(waitMs)}`)));
    sent.once('error', reject);
    sent.end(body);
  });
}

/**
 * Posts a message, signed as Standard Webhooks has it. Redirects are not followed, and nothing of the answer is kept but its
 * status, which is resolved. Rejects with words for whoever set the address up.
 */
export async function postSigned(
  { url, secret, mayReach = isReachable }: WebhookWay,
  message: SignedMessage,
): Promise<number> {
  const { protocol, hostname } = new URL(url);
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !mayReach(literal)) throw refusal(literal);
  const open = protocol === 'https:' ? tlsRequest : plainRequest;
  const sent = open(url, {
    method: 'POST',
    headers: headersOf(message, secret),
    lookup: guardedLookup(mayReach),
    timeout: message.waitMs,
    agent: false,
  });
  const status = await statusOf(sent, message);
  if (status >= 300 && status < 400) throw new Error(`it answered ${status}: redirects are not followed`);
  if (status < 200 || status >= 300) throw new Error(`it answered ${status}`);
  return status;
}
