import { runRole, startSigner } from '@teredo-fleet/server';

await runRole('signer', startSigner);
