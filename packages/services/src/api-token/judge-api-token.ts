import { coversRole } from '../permissions';
import type { ApiTokenState, Role } from '../views';

export interface JudgedToken {
  role: string;
  scopeIds: readonly string[];
  expiresAt: Date;
  revokedAt: Date | null;
  /** The account that made it, as it is now. */
  user: { role: string; scopeIds: readonly string[]; disabledAt: Date | null };
}

/** What a token opens now; `why` is null exactly where it is usable, else one sentence that says what to do. */
export interface TokenJudgement {
  state: ApiTokenState;
  why: string | null;
}

/** Whether somebody limited to `owned` sees all that one limited to `wanted` sees; empty: everything. */
function coversScopes(owned: readonly string[], wanted: readonly string[]): boolean {
  return owned.length === 0 || (wanted.length > 0 && wanted.every((id) => owned.includes(id)));
}

function whyVoid({ role, scopeIds, user }: JudgedToken): string | null {
  if (user.disabledAt !== null) return 'The account that made this API token is disabled.';
  if (!coversRole(user.role as Role, role as Role))
    return `This API token has the role ${role}, and the account that made it is ${user.role} now. Make a new one.`;
  if (!coversScopes(user.scopeIds, scopeIds))
    return 'This API token reaches further than the account that made it does now. Make a new one.';
  return null;
}

/**
 * A token never outlives the right of the account that made it: role and scopes are compared with those that the account
 * has at this moment. Revoked outranks expired outranks void.
 */
export function judgeApiToken(token: JudgedToken, now: Date): TokenJudgement {
  if (token.revokedAt !== null)
    return { state: 'revoked', why: 'This API token was revoked. Make a new one in the dashboard.' };
  if (token.expiresAt <= now)
    return { state: 'expired', why: 'This API token has expired. Make a new one in the dashboard.' };
  const why = whyVoid(token);
  return { state: why === null ? 'usable' : 'void', why };
}
