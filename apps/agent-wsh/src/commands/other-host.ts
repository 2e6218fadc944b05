import { randomUuid } from '../crypto/randomness';
import { otherHost, runByOtherHost } from '../host/native-host';
import { EXIT, type Outcome } from './outcome';

const WHY =
  'This is the script host of 32 bits, and this Windows is one of 64: to this host Windows shows other folders and another registry than to the agent.';

/** They go on until they are stopped, and nobody would see what they say. */
const LASTING = ['run', 'notice'];

const refused = (text: string): Outcome => ({ exitCode: EXIT.failed, text: `${WHY} ${text}` });

/** Hands a command on to the host of 64 bits where this is not the one; null: it is. */
export function byOtherHost(
  words: string[],
  command: string,
  random: (length: number) => Uint8Array,
): Outcome | null {
  const other = otherHost();
  if (other === null) return null;
  if (other === 'unreachable')
    return refused('Type the command into a shell of 64 bits (%SystemRoot%\\System32\\cmd.exe).');
  if (LASTING.indexOf(command) !== -1) return refused('Start it by %SystemRoot%\\Sysnative\\cscript.exe.');
  const done = runByOtherHost(words, `teredo-host-${randomUuid(random)}`);
  return done ?? refused('The one of 64 bits (%SystemRoot%\\Sysnative\\cscript.exe) did not run the script.');
}
