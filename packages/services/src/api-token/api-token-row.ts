import type { Prisma } from '@teredo-fleet/db';

/** Every column that a screen or a judgement is made of, and whose it is: not the hash of the secret. */
export const API_TOKEN_COLUMNS = {
  id: true,
  name: true,
  prefix: true,
  role: true,
  scopeIds: true,
  createdAt: true,
  expiresAt: true,
  revokedAt: true,
  lastUsedAt: true,
  user: { select: { id: true, name: true, email: true, role: true, scopeIds: true, disabledAt: true } },
} as const satisfies Prisma.ApiTokenSelect;

export type ApiTokenRow = Prisma.ApiTokenGetPayload<{ select: typeof API_TOKEN_COLUMNS }>;
