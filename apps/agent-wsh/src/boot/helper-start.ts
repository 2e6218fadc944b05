import { LIST_HIVES, NOTICE_START, quotedArgument, readHives, SYSTEM_SID } from '@teredo-fleet/teredo';
import type { ProcessRunner } from '../host/processes';
import { writeRegistryText } from '../host/registry';
import { runHidden, systemFolder } from '../host/shell';
import { textOfBytes } from '../host/text-of-bytes';
import { MAILBOX } from '../notice/mailbox';

const deleteFromRegistry = (...words: string[]): number =>
  runHidden([`${systemFolder()}reg.exe`, 'delete', ...words, '/f'].map(quotedArgument).join(' '));

/** False: Windows refused. */
export function makeHelperStart(script: string): boolean {
  const words = [`${systemFolder()}wscript.exe`, '//nologo', script, 'notice'];
  return writeRegistryText(NOTICE_START.key, NOTICE_START.name, words.map(quotedArgument).join(' '));
}

/** Takes it away, with the mailboxes of everybody who is logged on; those of others are in hives that are not loaded. */
export function removeHelperStart(runner: ProcessRunner): void {
  deleteFromRegistry(NOTICE_START.key, '/v', NOTICE_START.name);
  const { output } = runner.run(LIST_HIVES);
  const hives = readHives(textOfBytes(output));
  for (const sid of [SYSTEM_SID].concat(hives)) deleteFromRegistry(`HKU\\${sid}\\${MAILBOX}`);
}
