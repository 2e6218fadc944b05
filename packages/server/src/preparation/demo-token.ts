import { createHash, randomBytes } from 'node:crypto';
import { inTransaction, queryableOf, writeAudit } from '@teredo-fleet/db';
import { formatEnrolmentToken } from '@teredo-fleet/protocol';
import { asSupervisor, type SetupOptions } from './setup';

const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** An enrolment token for the simulated machines of this start; its secret is told to them alone. */
export function makeDemoToken(options: SetupOptions, machines: number): Promise<string> {
  const id = `demo-${randomBytes(6).toString('hex')}`;
  const secret = randomBytes(32).toString('base64url');
  return asSupervisor(options, async ({ db, requestId }) => {
    await inTransaction(db, { scopes: '*', userId: null }, async (transaction) => {
      const scope = await transaction.scope.findFirstOrThrow({
        orderBy: { createdAt: 'asc' },
        select: { id: true },
      });
      const token = {
        scopeId: scope.id,
        label: 'demo',
        autoAccept: true,
        maxUses: machines,
        expiresAt: new Date(Date.now() + LIFETIME_MS),
      };
      await transaction.enrolmentToken.createMany({
        data: [
          {
            id,
            ...token,
            secretHash: createHash('sha256').update(secret).digest(),
            createdById: 'supervisor',
          },
        ],
      });
      await writeAudit(queryableOf(transaction), [
        {
          scopeId: scope.id,
          actorKind: 'system',
          actorId: null,
          actorName: 'supervisor',
          action: 'token.create',
          objectKind: 'token',
          objectId: id,
          objectName: 'demo',
          outcome: 'done',
          before: null,
          after: { label: 'demo', maxUses: machines },
          reason: null,
          requestId,
          address: null,
        },
      ]);
    });
    const { channelPublicKey: channelKey, jobPublicKey: jobKey } = options.keys;
    return formatEnrolmentToken({ tokenId: id, secret, channelKey, jobKey });
  });
}
