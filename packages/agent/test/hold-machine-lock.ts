import { takeMachineLock } from '../src/state/machine-lock';

/* Takes the lock `name` for `folder` and keeps it; prints `held`, or why not. */
const [folder = '', name = ''] = process.argv.slice(2);

try {
  await takeMachineLock(folder, name);
  process.stdout.write('held\n');
  setInterval(() => undefined, 60_000);
} catch (error) {
  process.stdout.write(`${(error as Error).message}\n`);
}
