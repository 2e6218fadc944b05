import { iso, isoOrNull } from '../core/instants';
import type { ApiTokenView, Role } from '../views';
import type { ApiTokenRow } from './api-token-row';
import { judgeApiToken } from './judge-api-token';

export function apiTokenView(row: ApiTokenRow, now: Date): ApiTokenView {
  const { id, name, prefix, role, scopeIds, createdAt, expiresAt, revokedAt, lastUsedAt, user } = row;
  return {
    id,
    name,
    prefix,
    owner: { id: user.id, name: user.name },
    role: role as Role,
    scopeIds,
    createdAt: iso(createdAt),
    expiresAt: iso(expiresAt),
    revokedAt: isoOrNull(revokedAt),
    lastUsedAt: isoOrNull(lastUsedAt),
    ...judgeApiToken(row, now),
  };
}
