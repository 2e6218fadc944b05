import { inTransaction, type PrismaClient, queryableOf, writeAudit } from '@teredo-fleet/db';

/** A sign-in or its refusal, as the audit trail keeps it. */
export interface SignInEntry {
  action: 'auth.signIn' | 'auth.signOut' | 'auth.signOutElsewhere' | 'auth.changePassword';
  outcome: 'done' | 'refused';
  actor: { id: string; name: string } | null;
  /** E-mail address that was typed. */
  email: string | null;
  reason: string | null;
  requestId: string | null;
  address: string | null;
}

/** Writes one entry about signing in. Signing in fails when this does. */
export async function writeSignInEntry(db: PrismaClient, entry: SignInEntry): Promise<void> {
  const { actor, email, action, outcome, reason, requestId, address } = entry;
  await inTransaction(db, { scopes: '*', userId: actor?.id ?? null }, (transaction) =>
    writeAudit(queryableOf(transaction), [
      {
        scopeId: null,
        actorKind: actor === null ? 'system' : 'user',
        actorId: actor?.id ?? null,
        actorName: actor?.name ?? 'nobody signed in',
        action,
        objectKind: 'user',
        objectId: actor?.id ?? null,
        objectName: email?.slice(0, 254) ?? null,
        outcome,
        before: null,
        after: null,
        reason,
        requestId,
        address,
      },
    ]),
  );
}
