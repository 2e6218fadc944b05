import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBinaries } from './binaries';
import { chooseLocation, FALLBACK_ROOT } from './location';
import { stopPostmaster } from './postmaster';
import { serviceAccount } from './service-account';

/** Stops the database of a data folder if it runs, and removes it and the data folder. For what was made to be thrown away. */
export async function discardEmbeddedPostgres(dataDir: string, fallbackRoot = FALLBACK_ROOT): Promise<void> {
  if (!existsSync(dataDir)) return;
  const silent = () => undefined;
  if (existsSync(join(dataDir, 'postgres'))) {
    const account = serviceAccount();
    const location = chooseLocation(dataDir, account, fallbackRoot, silent);
    await stopPostmaster(location, findBinaries(account, fallbackRoot, silent), account);
    rmSync(location.root, { recursive: true, force: true });
  }
  rmSync(dataDir, { recursive: true, force: true });
}
