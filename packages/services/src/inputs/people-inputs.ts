import { usersNamedBySchema } from '@teredo-fleet/protocol';
import * as z from 'zod';
import { id, label, name, originUrl, personId, reason, text } from './shared-inputs';

const role = z.enum(['admin', 'operator', 'approver', 'auditor', 'viewer']);
const scopeIds = z.array(id).max(200);
const email = z.email('must be an e-mail address').max(254).toLowerCase();
/** Length is all that is asked (NIST SP 800-63B); the most common ones are refused by the identity port. */
const password = z
  .string()
  .min(12, 'must have 12 characters or more')
  .max(128, 'must have at most 128 characters');

export const setupComplete = z.strictObject({
  /** The secret of the one-time setup link. */
  link: z.string().min(1).max(200),
  name: name(100),
  email,
  password,
  publicUrl: originUrl,
  agentUrl: originUrl,
});

export const setupCheckLink = setupComplete.pick({ link: true });
export const setupCreateFirstAdmin = setupComplete.pick({ email: true, password: true, name: true });
export const setupOpen = z.strictObject({ publicUrl: originUrl, agentUrl: originUrl });

export const tokenCreate = z.strictObject({
  /** Each machine that enrols with it gets this label. */
  label,
  /** May be left out by whoever has one scope only, or where there is only one. */
  scopeId: id.optional(),
  autoAccept: z.boolean(),
  maxUses: z.int().min(1).max(100_000),
  expiresInHours: z.int().min(1).max(8760),
});
export const tokenRevoke = z.strictObject({ id: text(1, 64) });

/** Longest life of an API token: whoever forgets one has it open no door for more than a year. */
export const API_TOKEN_LONGEST_DAYS = 366;

/** `mine`: those of the caller's own account; `all`: of every account that they may see. */
export const apiTokenList = z
  .strictObject({ whose: z.enum(['mine', 'all']).default('mine') })
  .default({ whose: 'mine' });
export const apiTokenCreate = z.strictObject({
  name: name(60),
  role,
  /** Empty: every scope. */
  scopeIds,
  expiresInDays: z.int().min(1).max(API_TOKEN_LONGEST_DAYS),
});
export const apiTokenRevoke = z.strictObject({ id });

export const userCreate = z.strictObject({ name: name(100), email, role, scopeIds, password });
export const userSetRole = z.strictObject({ id: personId, role, scopeIds });
export const userDisable = z.strictObject({ id: personId });
export const userEnable = z.strictObject({ id: personId });
export const userCreateResetLink = z.strictObject({ id: personId });
export const userResetPassword = z.strictObject({ secret: z.string().min(1).max(200), password });
export const userCheckResetLink = userResetPassword.pick({ secret: true });

export const scopeCreate = z.strictObject({ name: name(100) });

const keptDays = (least: number) =>
  z
    .int()
    .min(least, `must be ${least} or more; empty keeps them for ever`)
    .max(36_500, 'must be 36500 or less; empty keeps them for ever')
    .nullable()
    .optional();

const percent = z.int().min(0).max(100);

export const settingsSet = z.strictObject({
  publicUrl: originUrl.optional(),
  agentUrl: originUrl.optional(),
  /** As notices name it to users; null takes it away. */
  organisationName: name(100).nullable().optional(),
  /** A Teredo address that answers pings; null turns the measurement off. */
  reachabilityPeer: z.ipv6('must be an IPv6 address').nullable().optional(),
  /** Host name or IPv4 address of the Teredo server that probes use where the machine has none. */
  probeServer: z
    .string()
    .regex(/^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/, 'must be a host name or an IPv4 address')
    .nullable()
    .optional(),
  observeSeconds: z.int().min(5).max(86_400).optional(),
  heartbeatSeconds: z.int().min(1).max(3600).optional(),
  singleChangesPerOperatorAndDay: z.int().min(0).max(100_000).optional(),
  overrideNeedsTwo: z.boolean().optional(),
  usersNamedBy: usersNamedBySchema.optional(),
  /** Machines of a scope that fell silent within an hour: at least so many, and such a share. */
  alertSilentAtLeast: z.int().min(1).max(1_000_000).optional(),
  alertSilentPercent: percent.optional(),
  /** New findings of a rule since the day before: at least so many, and such a share of those before. */
  alertFindingsAtLeast: z.int().min(1).max(1_000_000).optional(),
  alertFindingsPercent: percent.optional(),
  /** So many hours that a rollout waits for a promotion or an approval. */
  alertWaitHours: z.int().min(1).max(720).optional(),
  /** So many days before the end of a token or certificate. */
  alertExpiryDays: z.int().min(1).max(365).optional(),
  /** Days that rows are kept; null: for ever. What is evidence is kept for thirty at least. */
  observationsKeptDays: keptDays(1),
  jobOutputsKeptDays: keptDays(30),
  receiptsKeptDays: keptDays(30),
  auditEntriesKeptDays: keptDays(30),
  sessionsKeptDays: keptDays(1),
  /** Of alerts that ended. */
  alertsKeptDays: keptDays(1),
  /** Of finished evidence bundles. */
  bundlesKeptDays: z.int().min(1, 'must be 1 or more').max(3650, 'must be 3650 or less').optional(),
});

export const brakeSet = z.strictObject({ on: z.boolean(), reason });
