import { runRole, startNoticePage } from '@teredo-fleet/server';

await runRole('notice', startNoticePage);
