import { inTransaction, type PrismaClient } from '@teredo-fleet/db';

/** A sign-in or its refusal, as the audit trail keeps it. */
export interface SignInEntry {
  action: 'auth.signIn' | 'auth.signOut' | 'auth.changePassword';
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
  const everything = { scopes: '*', userId: entry.actor?.id ?? null } as const;
  await inTransaction(db, everything, async (transaction) => {
    await transaction.auditEntry.createMany({
      data: [
        {
          actorKind: entry.actor === null ? 'system' : 'user',
          actorId: entry.actor?.id ?? null,
          actorName: entry.actor?.name ?? 'nobody signed in',
          action: entry.action,
          objectKind: 'user',
          objectId: entry.actor?.id ?? null,
          objectName: entry.email?.slice(0, 254) ?? null,
          outcome: entry.outcome,
          reason: entry.reason,
          requestId: entry.requestId,
          address: entry.address,
        },
      ],
    });
  });
}
