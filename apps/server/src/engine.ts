import { runRole, startEngine } from '@teredo-fleet/server';

await runRole('engine', startEngine);
