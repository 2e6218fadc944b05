import { closesCircle, disagreements } from '@teredo-fleet/teredo';
import { entry } from '../core/audit-entry';
import { type Call, defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { ConflictError, InvalidError } from '../errors';
import { contentOf, hex, lockLivePolicy, type StoredPolicy } from './stored-policy';

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

interface Pair {
  winnerId: string;
  loserId: string;
}

interface Decisions {
  /** Made of what both are now. */
  standing: Pair[];
  /** Of what one of them was before, or of one that is retired: they stand again once it is that again. */
  lapsed: Pair[];
}

/** All that was decided of other pairs in the scope. Nobody else decides there before this is done. */
async function otherDecisions({ tx }: Call, winner: StoredPolicy, loser: StoredPolicy): Promise<Decisions> {
  const { scopeId } = winner;
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`teredo-fleet decisions of ${scopeId}`}, 0))::text`;
  const policies = await tx.policy.findMany({
    where: { scopeId, retiredAt: null },
    select: { id: true, desiredHash: true },
  });
  const hashes = new Map(policies.map(({ id, desiredHash }) => [id, hex(desiredHash)]));
  const rows = await tx.policyPrecedence.findMany({ where: { scopeId } });
  const found: Decisions = { standing: [], lapsed: [] };
  for (const { winnerId, loserId, winnerDesiredHash, loserDesiredHash } of rows) {
    if (winnerId === loser.id && loserId === winner.id) continue;
    const stands =
      hashes.get(winnerId) === hex(winnerDesiredHash) && hashes.get(loserId) === hex(loserDesiredHash);
    found[stands ? 'standing' : 'lapsed'].push({ winnerId, loserId });
  }
  return found;
}

/** Decisions that stand must close no circle; a lapsed one that would, were it to stand again, is gone. */
async function refuseCircle(call: Call, winner: StoredPolicy, loser: StoredPolicy): Promise<void> {
  const wanted = { winnerId: winner.id, loserId: loser.id };
  const { standing, lapsed } = await otherDecisions(call, winner, loser);
  if (closesCircle(wanted, standing))
    throw new ConflictError(
      `By what was decided before, "${loser.name}" wins over another policy that wins over "${winner.name}": nobody would win where all of them meet. Decide one of those the other way first.`,
    );
  const kept = [...standing];
  for (const pair of lapsed) {
    if (closesCircle(wanted, [...kept, pair]))
      await call.tx.policyPrecedence.delete({ where: { winnerId_loserId: pair } });
    else kept.push(pair);
  }
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
