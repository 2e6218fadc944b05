import { inTransaction, type PrismaClient } from '@teredo-fleet/db';

const KEPT_MS = 5_000;

/** Reads the addresses at which people open the dashboard; `fresh` asks the database even when it was asked just now. */
export type ReadPublicUrls = (options: { fresh: boolean }) => Promise<string[]>;

/** The configured address, and the one set in the settings. */
export function publicUrlsReader(db: PrismaClient, configured: string): ReadPublicUrls {
  let kept: { atMs: number; urls: string[] } | null = null;
  return async ({ fresh }) => {
    if (!fresh && kept !== null && performance.now() - kept.atMs < KEPT_MS) return kept.urls;
    const row = await inTransaction(db, { scopes: [], userId: null }, (transaction) =>
      transaction.setting.findUnique({ where: { key: 'addresses' } }),
    ).catch(() => null);
    const value = row?.value;
    const set = typeof value === 'object' && value !== null && 'publicUrl' in value ? value.publicUrl : null;
    const urls = [configured, ...(typeof set === 'string' && URL.canParse(set) ? [set] : [])];
    kept = { atMs: performance.now(), urls };
    return urls;
  };
}
