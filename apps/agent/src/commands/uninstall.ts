import { existsSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { messagesFolder, whatWasSetAside } from '@teredo-fleet/platform';
import type { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../options';
import { print } from '../output';
import { forgetEnrolment } from '../own-enrolment';
import { removeService } from './service';

/** What tells later what was done here; `--purge` takes it too. */
const KEPT = ['jobs', 'earlier', 'saved', 'sequence.json'];

/** What holds something, or is no folder, stays. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is a record of something, and is told below.
  }
}

async function run(options: CommonOptions & { purge?: boolean }): Promise<void> {
  const { stateDir, purge } = options;
  await removeService(stateDir);
  if (purge) rmSync(stateDir, { recursive: true, force: true });
  else
    for (const name of [
      'enrolment.json',
      'enrolment.json.new',
      'enrolment-begun.json',
      'enrolment-begun.json.new',
      'status.json',
      'agent.log',
      'agent.log.old',
      'lock',
      'lock.pid',
      'update.json',
      'about-this-folder.txt',
      'boot.json',
    ])
      rmSync(join(stateDir, name), { force: true });
  // The text of a message box, where the agent was ended by force while one was up.
  rmSync(messagesFolder(stateDir), { recursive: true, force: true });
  await forgetEnrolment();
  for (const folder of [...KEPT.map((name) => join(stateDir, name)), stateDir]) removeIfEmpty(folder);
  print('The agent is gone. Teredo was left as it is: undo a change on the dashboard before you uninstall.');
  const left = purge ? [] : KEPT.filter((name) => existsSync(join(stateDir, name)));
  if (left.length > 0)
    print(`Kept in ${stateDir}, as a record of what was done: ${left.join(', ')}. --purge removes it too.`);
  for (const aside of whatWasSetAside(stateDir))
    print(
      `${aside} was here before the agent and is not its own, so it stays: remove it where nobody needs it.`,
    );
}

export function addUninstall(program: Command): void {
  withCommonOptions(program.command('uninstall'))
    .description('remove the agent from this machine')
    .option('--purge', 'also remove journals and saved configurations')
    .action(run);
}
