import { runRole, startReporter } from '@teredo-fleet/server';

await runRole('reporter', startReporter);
