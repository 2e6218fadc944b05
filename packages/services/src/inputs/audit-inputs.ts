import * as z from 'zod';
import { mailAddress, webhookUrl } from './place-inputs';
import { cursor, id, instant, limit, name, text } from './shared-inputs';

const auditFilterFields = z.strictObject({
  /** Part of the actor's name or of their API token's, or the actor's id. */
  actor: text(1, 200).optional(),
  /** A verb: `machine.toggle`; or its beginning: `machine.`. */
  action: text(1, 100).optional(),
  /** Part of the object's name, or its id. */
  object: text(1, 200).optional(),
  outcome: z.enum(['done', 'refused', 'failed']).optional(),
  from: instant.optional(),
  to: instant.optional(),
});

const auditFilter = auditFilterFields.default({});

export type AuditFilter = z.output<typeof auditFilter>;

export const auditList = z.strictObject({ filter: auditFilter, cursor, limit });
export const auditExport = z.strictObject({ filter: auditFilter, format: z.enum(['csv', 'jsonl']) });

/** What a page shows, as the part of its address after the question mark. */
const search = z
  .string()
  .max(2000)
  .regex(/^[\w.~%+=&:@*-]*$/, 'must be the part of an address after the question mark');

export const viewList = z.strictObject({ page: z.enum(['audit']) });
export const viewSave = z.strictObject({ page: z.enum(['audit']), name: name(60), search });
export const viewRemove = z.strictObject({ id });

/** Longest life of a link to a report. */
export const REPORT_LINK_LONGEST_DAYS = 90;

export const reportLinkList = z.strictObject({ rolloutId: id });
export const reportLinkCreate = z.strictObject({
  rolloutId: id,
  /** For whom it is. */
  name: name(60),
  expiresInDays: z.int().min(1).max(REPORT_LINK_LONGEST_DAYS),
});
export const reportLinkRevoke = z.strictObject({ id });
export const reportLinkOpen = z.strictObject({ secret: z.string().min(1).max(200) });
export const reportLinkDownload = reportLinkOpen.extend({ format: z.enum(['json', 'csv']) });
/** `id` absent: one is asked for. */
export const reportLinkBundle = reportLinkOpen.extend({ id: id.optional() });
export const reportLinkTakeBundle = reportLinkOpen.extend({ id });

/** Where a scheduled report goes. */
const reportTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mail'), addresses: z.array(mailAddress).min(1).max(20) }),
  z.strictObject({ kind: z.literal('webhook'), url: webhookUrl }),
  z.strictObject({ kind: z.literal('folder') }),
]);

export const reportScheduleCreate = z.strictObject({
  name: name(60),
  filter: auditFilterFields.omit({ from: true, to: true }).default({}),
  format: z.enum(['csv', 'jsonl']),
  /** Of a week on Monday, of a month on the first. */
  every: z.enum(['day', 'week', 'month']),
  hour: z.int().min(0).max(23),
  timeZone: text(1, 60),
  to: reportTarget,
});
export const reportScheduleId = z.strictObject({ id });
