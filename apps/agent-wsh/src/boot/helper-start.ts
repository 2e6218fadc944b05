import {
  APPLICATION_MAILBOX,
  LIST_HIVES,
  NOTICE_START,
  quotedArgument,
  readHives,
  SYSTEM_SID,
  type WindowsCommand,
} from '@teredo-fleet/teredo';
import type { ProcessRunner } from '../host/processes';
import { writeRegistryText } from '../host/registry';
import { systemFolder } from '../host/shell';
import { textOfBytes } from '../host/text-of-bytes';
import { MAILBOX, NOTE, REPLY } from '../notice/mailbox';

const LONGEST_MS = 20_000;

/**
 * A value alone, and never a key: whoever owns a hive can make a key of it lead to any other, with all that is in that
 * (REG_LINK), and no script can tell.
 */
const withoutValue = (key: string, name: string): WindowsCommand => ({
  program: 'reg',
  args: ['delete', key, '/v', name, '/f'],
  timeoutMs: LONGEST_MS,
});

/** False: Windows refused. */
export function makeHelperStart(script: string): boolean {
  const words = [`${systemFolder()}wscript.exe`, '//nologo', script, 'notice'];
  return writeRegistryText(NOTICE_START.key, NOTICE_START.name, words.map(quotedArgument).join(' '));
}

/** Takes it away, with what is in the mailboxes of everybody who is logged on; those of others are in hives that are not loaded. */
export function removeHelperStart(runner: ProcessRunner): void {
  runner.run(withoutValue(NOTICE_START.key, NOTICE_START.name));
  const { output } = runner.run(LIST_HIVES);
  const sids = [SYSTEM_SID].concat(readHives(textOfBytes(output)));
  const values: WindowsCommand[] = [];
  for (const sid of sids)
    for (const name of [NOTE, REPLY, APPLICATION_MAILBOX.value])
      values.push(withoutValue(`HKU\\${sid}\\${MAILBOX}`, name));
  runner.runAll(values);
}
