import { timingSafeEqual } from 'node:crypto';
import { inTransaction, queryableOf, writeAudit } from '@teredo-fleet/db';
import { tokenWords } from '../core/audit-entry';
import type { ServiceContext, UserActor } from '../core/context';
import { toServiceError } from '../core/database-errors';
import type { Transaction } from '../core/transaction';
import { UnauthenticatedError } from '../errors';
import type { Role } from '../views';
import { API_TOKEN_COLUMNS, type ApiTokenRow } from './api-token-row';
import { apiTokenHash, isApiTokenSecret } from './api-token-secret';
import { judgeApiToken } from './judge-api-token';

type TokenCall = Pick<ServiceContext, 'db' | 'requestId' | 'address' | 'now'>;

const UNKNOWN =
  'This API token is not known here. Check that it was copied whole and is for this server, or make a new one in the dashboard.';

/** Its last use is written at most so often: a busy program costs a row a minute, not one a call. */
const USE_STEP_MS = 60_000;
/** A program that goes on calling with a dead token is written down so many times an hour. */
const REFUSALS_AN_HOUR = 5;
const HOUR_MS = 3_600_000;

/** Equal times for equal and unequal: the index finds a hash, and the comparison of the bytes decides. */
async function findRow(tx: Transaction, secret: string): Promise<ApiTokenRow | null> {
  const hash = apiTokenHash(secret);
  const row = await tx.apiToken.findUnique({
    where: { secretHash: hash },
    select: { ...API_TOKEN_COLUMNS, secretHash: true },
  });
  return row !== null && timingSafeEqual(row.secretHash, hash) ? row : null;
}

async function noteUse(tx: Transaction, { id, lastUsedAt }: ApiTokenRow, now: Date): Promise<void> {
  if (lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() < USE_STEP_MS) return;
  await tx.apiToken.updateMany({ where: { id }, data: { lastUsedAt: now } });
}

async function wasRefusedOften(tx: Transaction, tokenId: string, now: Date): Promise<boolean> {
  const newest = await tx.auditEntry.findMany({
    where: { objectKind: 'apiToken', objectId: tokenId, action: 'apiToken.use', outcome: 'refused' },
    orderBy: { seq: 'desc' },
    take: REFUSALS_AN_HOUR,
    select: { at: true },
  });
  const oldest = newest[REFUSALS_AN_HOUR - 1];
  return oldest !== undefined && now.getTime() - oldest.at.getTime() < HOUR_MS;
}

/** Somebody uses a token that is dead: that may be the thief for whose sake it was revoked. */
async function recordDeadToken(tx: Transaction, call: TokenCall, row: ApiTokenRow, why: string) {
  if (await wasRefusedOften(tx, row.id, new Date(call.now()))) return;
  const entry = {
    scopeId: null,
    actorKind: 'user' as const,
    actorId: row.user.id,
    actorName: row.user.name,
    action: 'apiToken.use',
    objectKind: 'apiToken',
    objectId: row.id,
    objectName: row.name,
    outcome: 'refused' as const,
    before: null,
    after: null,
    reason: why,
    requestId: call.requestId,
    address: call.address,
  };
  await writeAudit(queryableOf(tx), [entry], tokenWords(row));
}

function actorOf({ id, name, prefix, role, scopeIds, user }: ApiTokenRow): UserActor {
  return {
    kind: 'user',
    id: user.id,
    name: user.name,
    email: user.email,
    role: role as Role,
    scopeIds,
    token: { id, name, prefix },
  };
}

/** What a look-up says; only a committed transaction leaves a refusal in the trail. */
type Found = { actor: UserActor } | { refusal: string };

async function judge(tx: Transaction, call: TokenCall, secret: string): Promise<Found> {
  const row = await findRow(tx, secret);
  if (row === null) return { refusal: UNKNOWN };
  const now = new Date(call.now());
  const { why } = judgeApiToken(row, now);
  if (why !== null) {
    await recordDeadToken(tx, call, row, why);
    return { refusal: why };
  }
  await noteUse(tx, row, now);
  return { actor: actorOf(row) };
}

/**
 * The person behind an API token, with the token's role and scopes, judged by what the account may do now. Throws
 * UnauthenticatedError with the reason, or UnavailableError where the database is away.
 */
export async function findTokenActor(call: TokenCall, secret: string): Promise<UserActor> {
  if (!isApiTokenSecret(secret)) throw new UnauthenticatedError(UNKNOWN);
  const found = await inTransaction(call.db, { scopes: '*', userId: null }, (tx) =>
    judge(tx, call, secret),
  ).catch((error: unknown) => {
    throw toServiceError(error);
  });
  if ('refusal' in found) throw new UnauthenticatedError(found.refusal);
  return found.actor;
}
