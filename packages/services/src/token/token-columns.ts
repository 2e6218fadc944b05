/** Every column that a screen may be built from: not the hash of the secret. */
export const TOKEN_COLUMNS = {
  id: true,
  label: true,
  scopeId: true,
  autoAccept: true,
  uses: true,
  maxUses: true,
  expiresAt: true,
  revokedAt: true,
  createdAt: true,
  createdById: true,
} as const;
