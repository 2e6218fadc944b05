import { quotedArgument } from '@teredo-fleet/teredo';
import { fileExists, readUtf16, removeFolder } from './files';
import { scriptHost } from './host';
import { makeOwnFolder } from './own-folder';
import { environmentValue, runHidden, systemRoot } from './shell';

/** Only programs of 32 bits on a Windows of 64 see this folder, by which they reach Windows' own programs. */
const nativeHost = (): string => `${systemRoot()}\\Sysnative\\cscript.exe`;

/** `there`: a host of 64 bits can be started; `unreachable`: Windows XP and 2003 of 64 bits know no such folder. */
export type OtherHost = 'there' | 'unreachable';

/**
 * Whether a script host of 32 bits runs this on a Windows of 64: it is shown another System32 and another part of the
 * registry than the agent that Windows starts. Null: it is the right one.
 */
export function otherHost(): OtherHost | null {
  // A host that was started from there is the right one.
  if (fileExists(nativeHost())) return /\\Sysnative\\/i.test(scriptHost().FullName) ? null : 'there';
  // Whoever sets the one variable for all programs has not made them programs of 32 bits.
  const isOf32 = environmentValue('PROCESSOR_ARCHITECTURE') === 'x86';
  return isOf32 && environmentValue('PROCESSOR_ARCHITEW6432') !== null ? 'unreachable' : null;
}

/**
 * Runs this script with the same words under the other host, without a window. What it would print it puts into the file
 * that `--output` names. Null: it could not be run.
 */
export function runByOtherHost(
  words: string[],
  folderName: string,
): { exitCode: number; text: string } | null {
  const folder = makeOwnFolder(folderName);
  try {
    const output = `${folder}\\output.txt`;
    const command = [nativeHost(), '//nologo', scriptHost().ScriptFullName].concat(words, '--output', output);
    const exitCode = runHidden(command.map(quotedArgument).join(' '));
    return fileExists(output) ? { exitCode, text: readUtf16(output).replace(/^\ufeff/, '') } : null;
  } finally {
    removeFolder(folder);
  }
}
