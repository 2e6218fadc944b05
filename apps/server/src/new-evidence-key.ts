import { runNewEvidenceKey } from '@teredo-fleet/server';

await runNewEvidenceKey();
