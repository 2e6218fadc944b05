import { uuid } from '@teredo-fleet/protocol';
import * as z from 'zod';
import { planHash } from '../change/change-plan';
import { canonicalText, sha256 } from '../core/sha256';
import { desiredState, knownLabel, name } from '../inputs/shared-inputs';
import { scheduleShape } from '../plan/plan-parts';
import { noticeVersionSchema } from '../plan/planned-plan';
import type { RepairPlan } from '../plan/repair-plan';

const DAY_S = 86_400;
const { startAt: _startAt, endAt: _endAt, ...repairShape } = scheduleShape;

/** Parts that a policy has in common with the plan of a rollout, and that its repairs take over as they are. */
export type PolicyPart = keyof typeof repairShape;
const PARTS = Object.keys(repairShape) as PolicyPart[];
export const EVERY_PART = Object.fromEntries(PARTS.map((part) => [part, true])) as Record<PolicyPart, true>;

export function partsOf<T extends Record<PolicyPart, unknown>>(whole: T): Pick<T, PolicyPart> {
  return Object.fromEntries(PARTS.map((part) => [part, whole[part]])) as Pick<T, PolicyPart>;
}

/** What a repair that has not begun by then is given up after; what is still otherwise is taken up by the next one. */
export const REPAIR_LIFETIME_SECONDS = 14 * DAY_S;
/** The longest that drift may last before it is repaired. */
export const LONGEST_GRACE_SECONDS = 30 * DAY_S;

const words = `must be a whole number from 0 to ${LONGEST_GRACE_SECONDS}`;
/** So long drift is left alone: whoever tries something on a machine may put it back first. */
export const graceSeconds = z.int(words).min(0, words).max(LONGEST_GRACE_SECONDS, words);

/**
 * All that is decided when somebody says yes to a policy. Approvals, repairs and signatures are bound to the SHA-256 of its
 * RFC 8785 text, so no part of it can be another one later.
 */
export const policyContentSchema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('policy'),
  policyId: uuid,
  version: z.int().min(1),
  scopeId: uuid,
  name: name(120),
  label: knownLabel,
  mode: z.enum(['audit', 'enforce']),
  desired: desiredState,
  ...repairShape,
  /** Left out where its texts are its own or standard ones. */
  noticeVersion: noticeVersionSchema.optional(),
  graceSeconds,
});

export type PolicyContent = z.output<typeof policyContentSchema>;
export type PolicyMode = PolicyContent['mode'];

/** SHA-256 of a desired state alone: what a decision about who wins is bound to. */
export const desiredHashOf = (desired: unknown): Buffer => sha256(canonicalText(desired));

/** The plan of a repair that begins at that moment, milliseconds since 1970. */
export function repairPlanOf(
  content: PolicyContent,
  members: RepairPlan['members'],
  beginsAtMs: number,
): RepairPlan {
  return {
    v: 1,
    kind: 'repair',
    policy: {
      id: content.policyId,
      version: content.version,
      sha256: planHash(content).toString('hex'),
    },
    work: { kind: 'apply', desired: content.desired },
    ...partsOf(content),
    startAt: null,
    endAt: beginsAtMs + REPAIR_LIFETIME_SECONDS * 1000,
    ...(content.noticeVersion === undefined ? {} : { noticeVersion: content.noticeVersion }),
    members,
  };
}

/** Whether a repair is, word for word, what follows from a policy that is enforced. */
export function isRepairBy(plan: RepairPlan, content: PolicyContent): boolean {
  const beganAtMs = plan.endAt - REPAIR_LIFETIME_SECONDS * 1000;
  if (content.mode !== 'enforce') return false;
  return canonicalText(repairPlanOf(content, plan.members, beganAtMs)) === canonicalText(plan);
}
