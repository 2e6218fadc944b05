import { createLinuxNoticeChannel } from '@teredo-fleet/platform';

/* Prints who would be told on this machine, as JSON. */
process.stdout.write(JSON.stringify(await createLinuxNoticeChannel().sessions('now')));
