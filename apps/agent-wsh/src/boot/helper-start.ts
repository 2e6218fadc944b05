import { LIST_HIVES, NOTICE_START, quotedArgument, readHives, SYSTEM_SID } from '@teredo-fleet/teredo';
import type { ProcessRunner } from '../host/processes';
import { writeRegistryText } from '../host/registry';
import { runHidden, systemFolder } from '../host/shell';
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
  let text = '';
  for (let at = 0; at < output.length; at += 1) text += String.fromCharCode(output[at] as number);
  for (const sid of [SYSTEM_SID].concat(readHives(text))) deleteFromRegistry(`HKU\\${sid}\\${MAILBOX}`);
}
