import { BackupError, EmbeddedPostgresError } from '@teredo-fleet/db';
import { readConfiguration } from '../configuration';
import { explainStartError } from '../supervisor/start-error';
import { backUp } from './backup';
import { restore } from './restore';
import { restoreWords } from './restore-words';

const SIGNER_ELSEWHERE =
  'The signer’s keys are not on this machine, so they are not in it: back up the folder signer/ of the machine that has them.';

function fileOf(args: readonly string[], verb: string): string {
  const [file, ...rest] = args;
  if (file !== undefined && rest.length === 0 && !file.startsWith('-')) return file;
  throw new BackupError(`usage: npm run ${verb} FILE`);
}

function explain(error: unknown): string {
  const isOurs = error instanceof BackupError || error instanceof EmbeddedPostgresError;
  return isOurs ? error.message : explainStartError(error);
}

async function runOnce(work: () => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${await work()}\n`);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}

/** `npm run backup FILE`. */
export function runBackup(): Promise<void> {
  return runOnce(async () => {
    const made = await backUp(readConfiguration(process.env), fileOf(process.argv.slice(2), 'backup'));
    const words = `Database and keys are in ${made.file}. Whoever has that file has the installation: keep it as you keep its keys.`;
    return made.hasSignerKeys ? words : `${words}\n${SIGNER_ELSEWHERE}`;
  });
}

/** `npm run restore FILE`. */
export function runRestore(): Promise<void> {
  return runOnce(async () =>
    restoreWords(await restore(readConfiguration(process.env), fileOf(process.argv.slice(2), 'restore'))),
  );
}
