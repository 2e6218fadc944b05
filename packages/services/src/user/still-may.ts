import type { Transaction } from '../core/transaction';
import type { VerbName } from '../permissions';
import { mayStill } from '../signer/approvals';

/** Of these people, who may use the verb today for machines of this scope: a closed account is nobody's yes. */
export async function stillMay(
  tx: Transaction,
  userIds: readonly string[],
  { verb, scopeId }: { verb: VerbName; scopeId: string },
): Promise<Set<string>> {
  const users = await tx.user.findMany({
    where: { id: { in: [...userIds] } },
    select: { id: true, role: true, scopeIds: true, disabledAt: true },
  });
  const may = users.filter(({ role, scopeIds, disabledAt }) =>
    mayStill({ role, scopeIds, disabled: disabledAt !== null }, verb, scopeId),
  );
  return new Set(may.map(({ id }) => id));
}
