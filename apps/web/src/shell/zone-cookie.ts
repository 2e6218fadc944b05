export const ZONE_COOKIE = 'teredo-fleet-zone';

/** The zone that a browser left in its cookie, by the name it has there; null when there is none that is known here. */
export function readZone(cookie: string | undefined): string | null {
  if (cookie === undefined) return null;
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: cookie });
    return cookie;
  } catch {
    return null;
  }
}
