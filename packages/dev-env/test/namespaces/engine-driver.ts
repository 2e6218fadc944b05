import { createLogger, startEngine } from '@teredo-fleet/server';

/* Runs the server's engine in whatever namespace this process was started in; its database as the first argument. */
const environment = {
  version: 'test',
  databaseUrl: process.argv[2] ?? '',
  evidencePublicKey: Buffer.alloc(32).toString('base64'),
  tls: null,
  headPlaces: { file: process.argv[3] ?? '', syslog: null, webhook: null },
  reports: { smtp: null, mailFrom: 'fleet@example.com', folder: null },
};
const engine = await startEngine(environment, createLogger('engine'));
process.stdout.write('engine runs\n');
process.once('SIGTERM', () => void engine.close().then(() => process.exit(0)));
