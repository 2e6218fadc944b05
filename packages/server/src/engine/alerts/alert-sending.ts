import {
  claimAlertDeliveries,
  countScopes,
  type DueDelivery,
  notify,
  recordAlertFailed,
  recordAlertSent,
} from '@teredo-fleet/db';
import { querySettings } from '@teredo-fleet/services';
import type { Pool } from 'pg';
import type { Logger } from '../../log';
import type { EngineEnvironment } from '../../role-environment';
import { sendMail } from '../outgoing/send-mail';
import { type MayReach, postSigned } from '../outgoing/signed-post';
import { type AlertMessage, alertMessage, bodyOf, mailOf } from './alert-message';

const WAIT_MS = 10_000;
const MOST_MS = 30_000;
/** Longer than a sending can take. */
const LEASE_SECONDS = 120;
const AT_ONCE = 10;
const FIRST_RETRY_SECONDS = 30;
const LAST_RETRY_SECONDS = 60 * 60;
/** What could not be told for so long is told no more: by then the page tells it better. */
const GIVE_UP_MS = 24 * 60 * 60_000;

export interface AlertSendingWays {
  pool: Pool;
  ways: Pick<EngineEnvironment['reports'], 'smtp' | 'mailFrom'>;
  log: Pick<Logger, 'warn'>;
  mayReach?: MayReach;
}

/**
 * Sends what is in line. Each destination is sent to by itself: one that does not answer keeps no other waiting, nor this
 * process; it is tried again later and later, and what waits for it goes in order.
 */
export class AlertSending {
  readonly #underWay = new Set<Promise<void>>();
  constructor(readonly sending: AlertSendingWays) {}

  /** Begins to send to every destination that is due, at most ten at a time. */
  readonly round = async (): Promise<void> => {
    const { pool } = this.sending;
    const atMost = AT_ONCE - this.#underWay.size;
    if (atMost <= 0) return;
    const due = await claimAlertDeliveries(pool, { leaseSeconds: LEASE_SECONDS, atMost });
    if (due.length === 0) return;
    const { publicUrl } = (await querySettings(pool)).addresses;
    const manyScopes = (await countScopes(pool)) > 1;
    for (const delivery of due) this.#begin(delivery, alertMessage(delivery, { publicUrl, manyScopes }));
  };

  /** Waits for what is under way. */
  async settle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #begin(delivery: DueDelivery, message: AlertMessage): void {
    const work = this.#sendOne(delivery, message)
      .catch((error: unknown) =>
        this.sending.log.warn({ err: error }, 'what became of an alert’s sending could not be written down'),
      )
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  async #sendOne(delivery: DueDelivery, message: AlertMessage): Promise<void> {
    const { id, destinationId } = delivery;
    const { pool } = this.sending;
    const came = await this.#send(delivery, message).then(
      (answer) => ({ ok: true, answer }) as const,
      (error: unknown) => ({ ok: false, answer: wordsOf(error) }) as const,
    );
    if (came.ok) await recordAlertSent(pool, { id, destinationId, answer: came.answer });
    else await this.#recordFailure(delivery, came.answer);
    await notify(pool, 'teredo_changed', ['alert']);
  }

  #send({ kind, target, webhookSecret }: DueDelivery, message: AlertMessage): Promise<string> {
    const { ways, mayReach } = this.sending;
    return kind === 'mail'
      ? sendByMail(ways, target, message)
      : sendByWebhook(
          { url: target, secret: webhookSecret ?? '', ...(mayReach ? { mayReach } : {}) },
          message,
        );
  }

  async #recordFailure(delivery: DueDelivery, answer: string): Promise<void> {
    const { id, destinationId, name, isTest, createdAt, tries, now } = delivery;
    this.sending.log.warn({ destination: name, failure: answer }, 'an alert could not be sent');
    await recordAlertFailed(this.sending.pool, {
      id,
      destinationId,
      answer,
      // Whoever tries it wants to know now.
      giveUp: isTest || now.getTime() - createdAt.getTime() > GIVE_UP_MS,
      retrySeconds: Math.min(FIRST_RETRY_SECONDS * 2 ** Math.min(tries, 20), LAST_RETRY_SECONDS),
    });
  }
}

const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 500);

async function sendByMail(
  { smtp, mailFrom }: AlertSendingWays['ways'],
  to: string,
  message: AlertMessage,
): Promise<string> {
  if (smtp === null) throw new Error('no mail server is named: set TEREDO_FLEET_SMTP and restart the server');
  const mail = { id: message.id, waitMs: WAIT_MS, ...mailOf(message) };
  return `The mail server answered “${(await sendMail({ smtp, from: mailFrom, to }, mail)).slice(0, 300)}”.`;
}

async function sendByWebhook(way: Parameters<typeof postSigned>[0], message: AlertMessage): Promise<string> {
  const posted = { id: message.id, contentType: 'application/json', body: bodyOf(message) };
  return `It answered ${await postSigned(way, { ...posted, waitMs: WAIT_MS, mostMs: MOST_MS })}.`;
}
