export const ZONE_COOKIE = 'teredo-fleet-zone';

/** A zone name this runtime knows; anything else reads as UTC. */
export function knownZone(name: string | null): string {
  if (name === null) return 'UTC';
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
