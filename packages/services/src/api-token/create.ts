import { entry } from '../core/audit-entry';
import { type Call, defineChange } from '../core/define-verb';
import { iso } from '../core/instants';
import { requireUser } from '../core/require-user';
import { ConflictError, ForbiddenError } from '../errors';
import { coversRole } from '../permissions';
import { checkGrant } from '../user/account-rules';
import { API_TOKEN_COLUMNS } from './api-token-row';
import { apiTokenHash, apiTokenPrefix, newApiTokenSecret } from './api-token-secret';
import { apiTokenView } from './api-token-view';

const DAY_MS = 86_400_000;
/** More than anybody keeps an eye on. */
const OF_ONE_ACCOUNT = 50;

async function checkNumber({ tx, now }: Call, userId: string): Promise<void> {
  const live = await tx.apiToken.count({ where: { userId, revokedAt: null, expiresAt: { gt: now } } });
  if (live >= OF_ONE_ACCOUNT)
    throw new ConflictError(
      `You have ${OF_ONE_ACCOUNT} API tokens that are neither revoked nor expired. Revoke one that is not needed first.`,
    );
}

/** Makes an API token for the caller's own account. The secret is answered once; only its hash is kept. */
export const createApiToken = defineChange('apiToken.create', async (call, input) => {
  const { tx, actor, now, context } = call;
  const owner = requireUser(actor);
  const { name, role, scopeIds } = input;
  if (!coversRole(owner.role, role))
    throw new ForbiddenError(
      `Your role is ${owner.role}, so your API tokens can’t be ${role}. Choose a role that may do no more than you.`,
    );
  await checkGrant(call, scopeIds);
  await checkNumber(call, owner.id);
  const secret = newApiTokenSecret(context.ports.random.bytes);
  const expiresAt = new Date(now.getTime() + input.expiresInDays * DAY_MS);
  const prefix = apiTokenPrefix(secret);
  const row = await tx.apiToken.create({
    data: {
      userId: owner.id,
      name,
      prefix,
      secretHash: apiTokenHash(secret),
      role,
      scopeIds,
      createdAt: now,
      expiresAt,
    },
    select: API_TOKEN_COLUMNS,
  });
  return {
    result: { token: apiTokenView(row, now), secret },
    entries: [
      entry({ kind: 'apiToken', id: row.id, name }, null, {
        after: { name, prefix, role, scopeIds, expiresAt: iso(expiresAt) },
      }),
    ],
    wake: [],
    changed: ['settings'],
  };
});
