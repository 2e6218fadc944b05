import { lookup } from 'node:dns';
import { type ClientRequest, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { isReachable } from './reachable-address';
import type { OutgoingReport, SendReport } from './report-place';

const WAIT_MS = 30_000;
/** All of it: a receiver that answers byte by byte holds up the other reports no longer than this. */
const MOST_MS = 5 * 60_000;

export interface WebhookWay {
  url: string;
  /** `whsec_…` */
  secret: string;
  /** Which IP addresses may be spoken to; all but this machine and its link unless said otherwise. */
  mayReach?: (address: string) => boolean;
}

const refusal = (address: string): Error =>
  new Error(
    `the address is of this machine or its own link, or of its cloud’s own services (${address}), where no report is sent`,
  );

/** The system's resolver, whose answers are looked at before any of them is connected to. */
function guardedLookup(mayReach: (address: string) => boolean): LookupFunction {
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

function headersOf(report: OutgoingReport, secret: string): Record<string, string | number> {
  const at = new Date();
  return {
    'content-type': report.contentType,
    'content-length': Buffer.byteLength(report.text),
    'user-agent': 'teredo-fleet',
    'webhook-id': report.id,
    'webhook-timestamp': Math.floor(at.getTime() / 1000),
    'webhook-signature': new Webhook(secret).sign(report.id, at, report.text),
    'x-teredo-report': JSON.stringify({
      from: report.from,
      to: report.to,
      rows: report.rows,
      sha256: report.sha256,
    }),
  };
}

/** Status of the answer; what it says is not read. */
function statusOf(sent: ClientRequest, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    sent.once('response', (answer) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    const late = () => sent.destroy(new Error(`not done within ${MOST_MS / 60_000} minutes`));
    const timer = setTimeout(late, MOST_MS);
    sent.once('close', () => clearTimeout(timer));
    sent.once('timeout', () => sent.destroy(new Error(`no answer within ${WAIT_MS / 1000} seconds`)));
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Posts a report, signed as Standard Webhooks has it. Redirects are not followed, and nothing of the answer is kept. */
export function reportWebhook({ url, secret, mayReach = isReachable }: WebhookWay): SendReport {
  return async (report) => {
    const { protocol, hostname } = new URL(url);
    const literal = hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0 && !mayReach(literal)) throw refusal(literal);
    const open = protocol === 'https:' ? tlsRequest : plainRequest;
    const sent = open(url, {
      method: 'POST',
      headers: headersOf(report, secret),
      lookup: guardedLookup(mayReach),
      timeout: WAIT_MS,
      agent: false,
    });
    const status = await statusOf(sent, report.text);
    if (status >= 300 && status < 400) throw new Error(`it answered ${status}: redirects are not followed`);
    if (status < 200 || status >= 300) throw new Error(`it answered ${status}`);
  };
}
