import type { JobState } from '@teredo-fleet/protocol';
import * as z from 'zod';
import { moment } from './moment-inputs';
import { serverName } from './server-inputs';
import {
  cursor,
  desiredState,
  id,
  instant,
  knownLabel,
  labels,
  limit,
  noticeWish,
  reason,
  text,
} from './shared-inputs';

const words = (max: number) => z.array(text(1, max)).max(50);

/** What machines are found by at a moment alone. */
export const ofMoment = {
  /** What people had been told last, as the words of receipts; `shown`: and nothing answered; `nothing`: nothing is on record. */
  told: words(30).optional(),
  /**
   * What rules said, whatever is waived: `rule@version:verdict`, as in `xbox-party@1:finding`. Of one rule any of these, of several
   * rules each.
   */
  said: words(120).optional(),
};

/** States of a change that is not over. */
const OPEN_CHANGES = [
  'requested',
  'queued',
  'offered',
  'notifying',
  'deferred',
  'waiting-window',
  'running',
  'verifying',
  'lost-contact',
] as const satisfies readonly JobState[];

/** Conditions of different fields are joined by "and", values of one field by "or". Absent or empty: no condition. */
export const machineFilter = z.strictObject({
  /** Part of the host name, the Teredo address or a label, in any case. */
  search: text(0, 200).optional(),
  /** Scopes by their ids. */
  scope: z.array(id).max(50).optional(),
  status: z.array(z.enum(['pending', 'active', 'quarantined', 'retired'])).optional(),
  contact: z.array(z.enum(['online', 'stale', 'offline', 'never-seen'])).optional(),
  /** Not connected, heard of after this, and not for five minutes or longer. */
  silentSince: instant.optional(),
  enrolledSince: instant.optional(),
  retiredSince: instant.optional(),
  /** States of a change that is under way there: `notifying` and `deferred` wait for what somebody at the machine answers. */
  change: z.array(z.enum(OPEN_CHANGES)).optional(),
  configured: words(60).optional(),
  effective: words(60).optional(),
  /** Kinds of the NAT before it, as its client or else the probe says; `unknown`: neither does. */
  nat: words(30).optional(),
  /** What Teredo is there: `client` alone reaches the IPv6 internet through it. */
  role: z.array(z.enum(['client', 'host-specific-relay', 'relay', 'server', 'none', 'unknown'])).optional(),
  reachable: z.array(z.enum(['yes', 'no', 'unknown'])).optional(),
  severity: z.array(z.enum(['ok', 'info', 'warning', 'problem'])).optional(),
  diagnosis: words(100).optional(),
  platform: z.array(z.enum(['linux', 'windows', 'wsh', 'simulated'])).optional(),
  /** Names of operating systems as the rows show them. */
  os: words(200).optional(),
  /** Versions of agents as the rows show them. */
  agentVersion: words(64).optional(),
  label: z.array(knownLabel).max(50).optional(),
  /** Applications that asked for Teredo there, by their own word for themselves. */
  application: words(64).optional(),
  /**
   * What rules say of a machine now: `rule:verdict`, as in `firewall-on-with-teredo:finding`; the verdict `waived` is a finding
   * that a waiver covers, and `finding` one that none does. With an instant at its end, `rule:pass@2026-11-28T23:59:30.000Z`, what
   * they said then.
   */
  finding: words(120).optional(),
  /** What policies find there: `id`, `id:verdict` as in `id:drifted`, or how a policy stands there, as in `id:undecided`. */
  policy: words(80).optional(),
  /** Teredo servers as the directory spells them: names or IPv4 addresses that machines have; `none`: none, or not known. */
  server: z
    .array(z.union([z.literal('none'), serverName]))
    .max(50)
    .optional(),
  /** Whether a rollout turned Teredo on or off there, read that back, and it is the other way now, with no policy followed there. */
  drifted: z.boolean().optional(),
  simulated: z.boolean().optional(),
});

export const machineSort = z.strictObject({
  by: z.enum(['hostname', 'lastSeenAt', 'enrolledAt', 'osName', 'reachable', 'severity']),
  direction: z.enum(['asc', 'desc']),
});

export const machineList = z.strictObject({
  filter: machineFilter.default({}),
  sort: machineSort.default({ by: 'hostname', direction: 'asc' }),
  cursor,
  limit,
});

export const machineCounts = z.strictObject({ filter: machineFilter.default({}) }).default({ filter: {} });
export const findingHistory = z.strictObject({
  ruleId: text(1, 64),
  /** How many days back, today among them. */
  days: z.int().min(1).max(366).default(30),
});

/** Which verdicts go into a file, of which machines. */
export const findingExport = z.strictObject({
  format: z.enum(['csv', 'json', 'oscal', 'ckl']),
  ...moment,
  /** The moment that is past and that all of it is of; absent: now. The filter is then one of the past. */
  at: moment.at.optional(),
  /** Machines. Where nothing is said of it and no machine is named: active ones, or of a moment those not retired then. */
  filter: machineFilter.extend(ofMoment).optional(),
  /** That machine alone. */
  machineId: id.optional(),
  /** Absent: every rule. */
  rules: z.array(text(1, 64)).min(1).max(200).optional(),
  /** Absent: every verdict. */
  verdicts: z
    .array(z.enum(['finding', 'waived', 'unknown', 'not-reviewed', 'pass', 'not-applicable']))
    .min(1)
    .optional(),
});
export const machineGet = z.strictObject({ id });
export const machineTimeline = z.strictObject({
  id,
  cursor,
  limit,
  /** tRPC's endless queries say which way they read; this list is read one way only. */
  direction: z.literal('forward').optional(),
});
export const machinePreview = z.strictObject({ id, desired: desiredState });

export const machineToggle = z.strictObject({
  id,
  desired: desiredState,
  notice: noticeWish,
  reason,
  /** Made by the caller once a change: the same key twice is the same change. */
  idempotencyKey: id,
  /** `basis` of the preview that was looked at; refused when the change would now be another one. */
  basis: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

export const machineObserve = z.strictObject({ id });
export const machineAccept = z.strictObject({ ids: z.array(id).min(1).max(500) });
export const machineRefuse = z.strictObject({ ids: z.array(id).min(1).max(500), reason });
export const machineSetLabels = z.strictObject({ id, labels, seen: labels.optional() });
export const machineRetire = z.strictObject({ id, reason });
export const machineDelete = z.strictObject({ id, reason, confirmHostname: z.string().max(255) });
export const machineReleaseQuarantine = z.strictObject({ id, reason });

export type MachineFilter = z.output<typeof machineFilter>;
export type MachineSort = z.output<typeof machineSort>;
