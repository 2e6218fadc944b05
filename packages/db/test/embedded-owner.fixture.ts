import { startEmbeddedPostgres } from '../src/embedded/start-embedded-postgres';

/** A process that runs a database until it is told to stop; Ctrl-C alone doesn't end it. */
const [dataDir = '', fallbackRoot] = process.argv.slice(2);
const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`);
process.on('SIGINT', () => say({ interrupted: true }));
try {
  const database = await startEmbeddedPostgres({
    dataDir,
    fallbackRoot,
    durable: false,
    log: (line) => say({ log: line }),
  });
  say({ adminUrl: database.adminUrl, folder: database.folder });
  process.stdin.once('data', () => void database.stop().then(() => process.exit(0)));
} catch (error) {
  say({ code: (error as { code?: string }).code, message: (error as Error).message });
  process.exit(1);
}
