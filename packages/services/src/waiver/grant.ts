import { entry } from '../core/audit-entry';
import { type Call, defineChange } from '../core/define-verb';
import { iso } from '../core/instants';
import { requireUser } from '../core/require-user';
import { utcText } from '../core/utc-text';
import { ConflictError, InvalidError } from '../errors';
import { findRule, type KnownRule } from '../finding/known-rules';
import { type ChosenTarget, chooseTarget } from './waiver-target';
import { LONGEST_WAIVER_DAYS, latestExpiry } from './waiver-times';

const WHEN = 'Choose a day that is still to come, at most a year ahead.';

function requireSomeTime(now: Date, expiresAt: Date): void {
  if (expiresAt <= now)
    throw new InvalidError(`This waiver would have run out already. ${WHEN}`, {
      expiresAt: 'must be in the future',
    });
  if (expiresAt > latestExpiry(now))
    throw new InvalidError(`A waiver lasts ${LONGEST_WAIVER_DAYS} days at most. ${WHEN}`, {
      expiresAt: `must be at most ${LONGEST_WAIVER_DAYS} days from now`,
    });
}

function requireVersion({ title, version }: KnownRule, read: number): void {
  if (version === read) return;
  throw new ConflictError(
    `The rule “${title}” means something else by now: it is at version ${version}, and you read version ${read}. Read it again and decide anew.`,
  );
}

/** One that lasts as long as the new one, or longer, leaves the new one nothing to say. Who grants for the same at the same time waits. */
async function refuseSecond(
  { tx, now }: Call,
  { rule, target, expiresAt }: { rule: KnownRule; target: ChosenTarget; expiresAt: Date },
): Promise<void> {
  const { scopeId, machineId, label, words } = target;
  const whom = `teredo-fleet waiver of ${rule.id} ${scopeId} ${machineId ?? `label ${label}`}`;
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${whom}, 0))::text`;
  const standing = await tx.waiver.findFirst({
    where: {
      ruleId: rule.id,
      ruleVersion: rule.version,
      scopeId,
      machineId,
      label,
      revokedAt: null,
      expiresAt: { gt: now, gte: expiresAt },
    },
    orderBy: { expiresAt: 'desc' },
  });
  if (standing === null) return;
  throw new ConflictError(
    `This rule is waived for ${words} until ${utcText(standing.expiresAt.getTime())} already. Choose a later end to prolong it, or revoke it first to shorten it.`,
  );
}

/** Somebody answers for a finding until a day: from now on it is shown as waived, neither as passed nor as a finding. */
export const grantWaiver = defineChange('waiver.grant', async (call, input) => {
  const { tx, now } = call;
  const { ruleVersion, owner, reason } = input;
  const person = requireUser(call.actor);
  const rule = await findRule(call, input.ruleId);
  requireVersion(rule, ruleVersion);
  const expiresAt = new Date(input.expiresAt);
  requireSomeTime(now, expiresAt);
  const target = await chooseTarget(call, input);
  await refuseSecond(call, { rule, target, expiresAt });
  const { words, ...chosen } = target;
  const { id } = await tx.waiver.create({
    data: {
      ...chosen,
      ruleId: rule.id,
      ruleVersion,
      owner,
      reason,
      grantedById: person.id,
      grantedAt: now,
      expiresAt,
    },
    select: { id: true },
  });
  const { machineId, label } = target;
  return {
    result: { id },
    entries: [
      entry({ kind: 'waiver', id, name: `${rule.id} (${words})` }, target.scopeId, {
        after: { ruleId: rule.id, ruleVersion, machineId, label, owner, expiresAt: iso(expiresAt) },
        reason,
      }),
    ],
    wake: [],
    changed: [machineId === null ? 'finding' : `machine:${machineId}`, 'finding'],
  };
});
