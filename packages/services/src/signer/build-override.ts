import type { OverridingParty, UnsignedOverride } from '@teredo-fleet/db';
import { type OverridePayload, overridePayloadSchema } from '@teredo-fleet/protocol';
import type { VerbName } from '../permissions';
import { askLapsesAt, overrideEndsAt } from '../rollout/notice-override-times';
import { mayStill } from './approvals';

/** What is to be signed, or why it is not. */
export type BuiltOverride = { ok: true; payload: OverridePayload } | { ok: false; detail: string };

const MOST_NAME = 200;
const LOOK = 'Nothing is signed. Ask for it again, and look at who can write to the database.';

const mayNot = (party: OverridingParty, verb: VerbName, { rolloutScopeId }: UnsignedOverride): boolean =>
  !party.recorded || !mayStill(party, verb, rolloutScopeId);

function refusalOf(one: UnsignedOverride, now: Date): string | null {
  const { asked, granted } = one;
  if (asked.id === granted.id) return `One person alone is not enough. ${LOOK}`;
  if (
    mayNot(asked, 'rollout.askNoticeOverride', one) ||
    mayNot(granted, 'rollout.grantNoticeOverride', one)
  ) {
    return 'The two people are not both on record as having decided it for this machine, or may not do so any more. Ask for it again.';
  }
  if (one.grantedAt >= askLapsesAt(one.askedAt) || one.grantedAt < one.askedAt)
    return `It was granted at another time than an override is. ${LOOK}`;
  if (!one.planHash.equals(one.rolloutPlanHash)) return `It was decided for another plan. ${LOOK}`;
  if (one.scopeId !== one.rolloutScopeId) return `The machine is in another scope than its rollout. ${LOOK}`;
  if (one.rolloutState !== 'running') return 'The rollout does not run any more.';
  if (one.over) return 'The change has begun, ended or was cancelled before.';
  if (one.machineStatus !== 'active' || one.machineEnrolmentId !== one.enrolmentId)
    return 'The machine was retired, quarantined or enrolled anew meanwhile.';
  return now >= endOf(one) ? 'Its time is over.' : null;
}

/** From when on the machine does not take it any more: no later than its job could start. */
const endOf = ({ grantedAt, notAfter }: UnsignedOverride): Date =>
  new Date(Math.min(overrideEndsAt(grantedAt).getTime(), notAfter.getTime()));

const personOf = ({ id, name, reason }: OverridingParty) => ({
  id,
  name: (name ?? id).slice(0, MOST_NAME),
  reason,
});

/**
 * What the signer signs of an override: the word of two people who may both say it, on record for this very job and the plan
 * that was approved. Pure, so that every refusal can be tested. `issuedAt` is `now`.
 */
export function buildOverride(one: UnsignedOverride, now: Date): BuiltOverride {
  const refusal = refusalOf(one, now);
  if (refusal !== null) return { ok: false, detail: refusal };
  const payload = overridePayloadSchema.safeParse({
    v: 1,
    jobId: one.jobId,
    attempt: one.attempt,
    machineId: one.machineId,
    enrolmentId: one.enrolmentId,
    rolloutId: one.rolloutId,
    planHash: one.planHash.toString('hex'),
    issuedAt: now.getTime(),
    notAfter: endOf(one).getTime(),
    people: [personOf(one.asked), personOf(one.granted)],
  });
  return payload.success
    ? { ok: true, payload: payload.data }
    : { ok: false, detail: `It is not of a shape that may be signed. ${LOOK}` };
}
