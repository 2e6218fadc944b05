import { runBackup } from '@teredo-fleet/server';

await runBackup();
