import { fileURLToPath } from 'node:url';
import { runSupervisor } from '@teredo-fleet/server';

await runSupervisor(fileURLToPath(import.meta.url));
