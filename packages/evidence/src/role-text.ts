/** What is read of an observation to tell the role; parts may be missing in what was kept long ago. */
export interface SeenRole {
  configured?: { type?: string } | undefined;
  effective?: { type?: string; state?: string; role?: string | null } | undefined;
}

/**
 * What Teredo was on a machine: client, host-specific-relay, relay, server, none, unknown. Only of a client is *qualified* a
 * sign of IPv6 internet.
 */
export function roleText({ configured, effective }: SeenRole): string {
  const effectiveType = effective?.type ?? 'unknown';
  const type = effectiveType === 'unknown' ? (configured?.type ?? 'unknown') : effectiveType;
  if (type === 'disabled' || effective?.state === 'offline') return 'none';
  if (effective?.role) return effective.role;
  return type === 'server' || type === 'relay' ? type : 'unknown';
}
