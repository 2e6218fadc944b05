import { runRestore } from '@teredo-fleet/server';

await runRestore();
