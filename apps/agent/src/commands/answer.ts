import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANSWERS_FOLDER } from '@teredo-fleet/platform';
import type { Command } from 'commander';
import { EXIT, print, printError } from '../output';

const ANSWERS: Record<string, string> = { ok: 'acknowledged', later: 'deferred', refuse: 'refused' };

/** Run by the person who was told, with that person's rights: the folder lets nobody else write. */
function run(code: string, word: string, { folder }: { folder: string }): void {
  const answer = ANSWERS[word];
  if (answer === undefined || !/^\d{6}$/.test(code)) {
    printError('Answer as the notice says: teredo-agent answer CODE ok, or later, or refuse.');
    process.exitCode = EXIT.usage;
    return;
  }
  const own = join(folder, String(process.getuid?.() ?? 0));
  try {
    writeFileSync(join(own, code), `${answer}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code: reason } = error as NodeJS.ErrnoException;
    const given =
      reason === 'EEXIST' ? 'This notice was answered already.' : 'No notice waits for your answer.';
    printError(`${given} Answer with the code that stands in the notice, as the user whom it was shown to.`);
    process.exitCode = EXIT.failed;
    return;
  }
  print('Thank you. Your answer was passed on.');
}

export function addAnswer(program: Command): void {
  program
    .command('answer <code> <word>')
    .description('answer a notice that was shown on this terminal: ok, later or refuse')
    .option('--folder <folder>', 'where answers go', ANSWERS_FOLDER)
    .action(run);
}
