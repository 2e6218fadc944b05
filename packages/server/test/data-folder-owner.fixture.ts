import { takeDataFolder } from '../src/supervisor/data-folder';

/** A process that takes the data folder when it is told to, and keeps it until its input ends. */
const [path = ''] = process.argv.slice(2);
process.stdin.once('data', () => {
  takeDataFolder(path).then(
    () => process.stdout.write('taken\n'),
    (error: Error) => process.stdout.write(`${error.message}\n`),
  );
});
process.stdin.once('end', () => process.exit(0));
process.stdout.write('up\n');
