import { closesCircle, disagreements } from '@teredo-fleet/teredo';
import { entry } from '../core/audit-entry';
import { type Call, defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { ConflictError, InvalidError } from '../errors';
import { contentOf, lockLivePolicy, type StoredPolicy } from './stored-policy';

/** Both rows are held, in one order whoever wins. */
async function lockBoth(
  call: Call,
  winnerId: string,
  loserId: string,
): Promise<[StoredPolicy, StoredPolicy]> {
  if (winnerId === loserId) {
    throw new InvalidError('A policy does not stand against itself. Name two.', { loserId: 'is the winner' });
  }
  const [first, second] = [winnerId, loserId].sort();
  const one = await lockLivePolicy(call, first!);
  const other = await lockLivePolicy(call, second!);
  return first === winnerId ? [one, other] : [other, one];
}

function refuseStrangers(winner: StoredPolicy, loser: StoredPolicy): void {
  if (winner.scopeId !== loser.scopeId) {
    throw new ConflictError(
      `"${winner.name}" and "${loser.name}" are of two scopes and never for the same machine. There is nothing to decide.`,
    );
  }
  if (disagreements(contentOf(winner).desired, contentOf(loser).desired).length > 0) return;
  throw new ConflictError(
    `"${winner.name}" and "${loser.name}" can both be followed on one machine. There is nothing to decide.`,
  );
}

/** Decisions are stood by only as long as both are what they were; others close no circle. */
async function refuseCircle({ tx }: Call, winner: StoredPolicy, loser: StoredPolicy): Promise<void> {
  const rows = await tx.policyPrecedence.findMany({ where: { scopeId: winner.scopeId } });
  const others = rows.filter((one) => !(one.winnerId === loser.id && one.loserId === winner.id));
  if (!closesCircle({ winnerId: winner.id, loserId: loser.id }, others)) return;
  throw new ConflictError(
    `By what was decided before, "${loser.name}" wins over another policy that wins over "${winner.name}": nobody would win where all of them meet. Decide one of those the other way first.`,
  );
}

/** Says which of two policies that disagree is followed on machines that both are for. Until then neither acts there. */
export const decidePolicies = defineChange('policy.decide', async (call, { winnerId, loserId, reason }) => {
  const { tx, now } = call;
  const person = requireUser(call.actor);
  const [winner, loser] = await lockBoth(call, winnerId, loserId);
  refuseStrangers(winner, loser);
  await refuseCircle(call, winner, loser);
  const { scopeId } = winner;
  const before = await tx.policyPrecedence.findFirst({
    where: {
      OR: [
        { winnerId, loserId },
        { winnerId: loserId, loserId: winnerId },
      ],
    },
  });
  if (before !== null) {
    const { winnerId: earlier, loserId: beaten } = before;
    await tx.policyPrecedence.delete({
      where: { winnerId_loserId: { winnerId: earlier, loserId: beaten } },
    });
  }
  await tx.policyPrecedence.create({
    data: {
      winnerId,
      loserId,
      scopeId,
      winnerDesiredHash: new Uint8Array(winner.desiredHash),
      loserDesiredHash: new Uint8Array(loser.desiredHash),
      decidedById: person.id,
      decidedAt: now,
      reason,
    },
    select: { winnerId: true },
  });
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'policy', id: winnerId, name: winner.name }, scopeId, {
        before: before === null ? null : { winsOver: before.winnerId === winnerId },
        after: {
          winsOver: loserId,
          loser: loser.name,
          winnerVersion: winner.version,
          loserVersion: loser.version,
        },
        reason,
      }),
    ],
    wake: [],
    changed: ['policy'],
  };
});
