import { postSigned, type WebhookWay } from '../outgoing/signed-post';
import type { SendReport } from './report-place';

const WAIT_MS = 30_000;
const MOST_MS = 5 * 60_000;

/** Posts a report, signed as Standard Webhooks has it. */
export function reportWebhook(way: WebhookWay): SendReport {
  return async ({ id, contentType, text, from, to, rows, sha256 }) => {
    await postSigned(way, {
      id,
      contentType,
      body: text,
      headers: { 'x-teredo-report': JSON.stringify({ from, to, rows, sha256 }) },
      waitMs: WAIT_MS,
      mostMs: MOST_MS,
    });
  };
}
