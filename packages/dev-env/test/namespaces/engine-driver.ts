import { createLogger, startEngine } from '@teredo-fleet/server';

/* Runs the server's engine in whatever namespace this process was started in; its database as the first argument. */
const engine = await startEngine(
  { version: 'test', databaseUrl: process.argv[2] ?? '' },
  createLogger('engine'),
);
process.stdout.write('engine runs\n');
process.once('SIGTERM', () => void engine.close().then(() => process.exit(0)));
