import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ANSWERS_FOLDER } from '@teredo-fleet/platform';
import type { Command } from 'commander';
import { EXIT, print, printError } from '../output';

const ANSWERS: Record<string, string> = { ok: 'acknowledged', later: 'deferred', refuse: 'refused' };

/** An agent that waits for an answer takes it away within half a second. */
const TAKEN_WITHIN_MS = 3_000;
const LOOK_EVERY_MS = 100;

/** Whether somebody waited for the answer. */
async function isTaken(path: string): Promise<boolean> {
  for (let waited = 0; waited < TAKEN_WITHIN_MS; waited += LOOK_EVERY_MS) {
    await sleep(LOOK_EVERY_MS);
    if (!existsSync(path)) return true;
  }
  return false;
}

/** Run by the person who was told, with that person's rights: the folder lets nobody else write. */
async function run(code: string, word: string | undefined, { folder }: { folder: string }): Promise<void> {
  const answer = ANSWERS[word ?? ''];
  if (answer === undefined || !/^\d{6}$/.test(code)) {
    printError(
      'Nothing was answered. Answer as the notice says: teredo-agent answer, its code, and one word: ok, later or refuse.',
    );
    process.exitCode = EXIT.usage;
    return;
  }
  const path = join(folder, String(process.getuid?.() ?? 0), code);
  try {
    writeFileSync(path, `${answer}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code: reason } = error as NodeJS.ErrnoException;
    const given =
      reason === 'EEXIST' ? 'This notice was answered already.' : 'No notice waits for your answer.';
    printError(`${given} Answer with the code that stands in the notice, as the user whom it was shown to.`);
    process.exitCode = EXIT.failed;
    return;
  }
  if (await isTaken(path)) return print('Thank you. Your answer was passed on.');
  rmSync(path, { force: true });
  printError(
    `No notice with the code ${code} waits for an answer. Look at the code in the notice; it may have been answered or be over.`,
  );
  process.exitCode = EXIT.failed;
}

export function addAnswer(program: Command): void {
  program
    .command('answer <code> [word]')
    .description('answer a notice that was shown on this terminal: ok, later or refuse')
    .option('--folder <folder>', 'where answers go', ANSWERS_FOLDER)
    .action(run);
}
