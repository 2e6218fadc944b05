import { iso, isoOrNull } from '../core/instants';
import type { TokenView } from '../views';

export interface TokenRow {
  id: string;
  label: string;
  scopeId: string;
  autoAccept: boolean;
  uses: number;
  maxUses: number;
  expiresAt: Date;
  revokedAt: Date | null;
  createdAt: Date;
  createdById: string;
}

/** Whether a token still opens the door; revoked outranks expired outranks used up. */
export function tokenState(
  token: Pick<TokenRow, 'uses' | 'maxUses' | 'expiresAt' | 'revokedAt'>,
  now: Date,
): TokenView['state'] {
  if (token.revokedAt !== null) return 'revoked';
  if (token.expiresAt <= now) return 'expired';
  return token.uses >= token.maxUses ? 'used-up' : 'usable';
}

export function tokenView(
  row: TokenRow,
  now: Date,
  names: { scopes: ReadonlyMap<string, string>; people: ReadonlyMap<string, string> },
): TokenView {
  const { id, label, autoAccept, uses, maxUses } = row;
  return {
    id,
    label,
    scope: { id: row.scopeId, name: names.scopes.get(row.scopeId) ?? row.scopeId },
    autoAccept,
    uses,
    maxUses,
    expiresAt: iso(row.expiresAt),
    revokedAt: isoOrNull(row.revokedAt),
    createdAt: iso(row.createdAt),
    createdBy: names.people.get(row.createdById) ?? row.createdById,
    state: tokenState(row, now),
  };
}
