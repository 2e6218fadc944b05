import { runRole, startGateway } from '@teredo-fleet/server';

await runRole('gateway', startGateway);
