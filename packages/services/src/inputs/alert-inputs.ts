import * as z from 'zod';
import { ALERT_KINDS } from '../alert/alert-kinds';
import { mailAddress, webhookUrl } from './place-inputs';
import { cursor, id, limit, name, reason } from './shared-inputs';

const kind = z.enum(ALERT_KINDS);

export const alertList = z.strictObject({
  /** `open`: the newest first; `ended`: the newest end first. */
  which: z.enum(['open', 'ended']).default('open'),
  /** None: every kind. */
  kinds: z.array(kind).max(ALERT_KINDS.length).default([]),
  cursor,
  limit,
});
export const alertAcknowledge = z.strictObject({ id, reason: reason.optional() });

const to = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mail'), addresses: z.array(mailAddress).min(1).max(20) }),
  z.strictObject({ kind: z.literal('webhook'), url: webhookUrl }),
]);

const wants = {
  name: name(60),
  /** Kinds of alerts that are told there; none: every kind. */
  kinds: z.array(kind).max(ALERT_KINDS.length).default([]),
  /** Scopes whose alerts are; none: every scope, and the whole installation. */
  scopeIds: z.array(id).max(100).default([]),
};

export const alertDestinationCreate = z.strictObject({ ...wants, to });
/** `to` absent: it stays. Of another kind it can't become. */
export const alertDestinationEdit = z.strictObject({ id, ...wants, to: to.optional() });
export const alertDestinationId = z.strictObject({ id });
export const alertDestinationDeliveries = z.strictObject({
  id,
  cursor,
  limit,
  /** tRPC's endless queries say which way they read; this list is read one way only. */
  direction: z.literal('forward').optional(),
});

/** How many days, today among them. */
export const overviewDays = z.strictObject({ days: z.int().min(2).max(90).default(30) });
