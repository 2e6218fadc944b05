import { type Sql, sql } from '@teredo-fleet/db';

/** Somebody restarts a machine, or the gateway: that is no silence. */
export const SILENT_MS = 5 * 60_000;

/** Whether a machine's contact `c` fell silent after an instant and is not back, as of now. */
export const fellSilent = (since: Date, now: Date): Sql => sql`
  (not c.connected and c.last_seen_at > ${since} and c.last_seen_at < ${new Date(now.getTime() - SILENT_MS)})`;
