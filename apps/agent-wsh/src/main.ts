import { KEPT_EVERY_MS } from './boot/boot-start';
import { enrol } from './commands/enrol';
import { ensure } from './commands/ensure';
import { install } from './commands/install';
import { notice } from './commands/notice';
import { type CommandLine, readCommandLine } from './commands/options';
import { byOtherHost } from './commands/other-host';
import { EXIT, type Outcome } from './commands/outcome';
import { run } from './commands/run';
import { status } from './commands/status';
import { uninstall } from './commands/uninstall';
import { createRandom, useRandom } from './crypto/randomness';
import { hostEntropy } from './host/entropy';
import { absolutePath, writeUtf16 } from './host/files';
import { messageOf, scriptHost } from './host/host';
import { sleep } from './host/sleep';
import { defaultStateFolder } from './state/state-folder';

const USAGE = [
  'Usage: cscript //nologo teredo-agent.js COMMAND',
  '  enrol --server URL --token TOKEN             give this machine an identity',
  '    [--again | --keep]                         give an earlier one up, or keep it at the same server',
  '  run                                          run the agent',
  '  install                                      run the agent with Windows, and now',
  '  uninstall                                    take it away, with all that it kept',
  '  status                                       who this machine is, and whether the agent runs',
  '  notice                                       show what the agent has to tell, in the session of a user',
  '  ensure --app NAME [--wait SECONDS] [--json]  for applications: can Teredo be used here?',
  'Each takes --state-dir FOLDER: where key and journals are kept.',
].join('\r\n');

function argumentsOfScript(): string[] {
  const { Arguments } = scriptHost();
  const words: string[] = [];
  for (let index = 0; index < Arguments.length; index += 1) words.push(Arguments.Item(index));
  return words;
}

function perform(line: CommandLine, words: string[]): Outcome {
  const random = createRandom(hostEntropy);
  useRandom(random);
  const done = byOtherHost(words, line.command, random);
  if (done !== null) return done;
  const stateDir = absolutePath(line.values['state-dir'] ?? defaultStateFolder());
  switch (line.command) {
    case 'enrol':
      return enrol(line, stateDir);
    case 'run':
      return run(stateDir, random);
    case 'status':
      return status(stateDir);
    case 'install':
      return install(stateDir);
    case 'uninstall':
      return uninstall(stateDir);
    case 'ensure':
      return ensure(line, random);
    case 'notice':
      return notice();
    case 'wait':
      // For what keeps an agent on XP Home.
      sleep(KEPT_EVERY_MS);
      return { exitCode: EXIT.done, text: '' };
    default:
      return { exitCode: EXIT.wrongCall, text: USAGE };
  }
}

function tell(text: string, output: string | undefined): void {
  if (output !== undefined) writeUtf16(output, text);
  else if (text !== '') scriptHost().Echo(text);
}

function main(): void {
  const words = argumentsOfScript();
  const line = readCommandLine(words);
  let outcome: Outcome;
  try {
    outcome =
      typeof line === 'string'
        ? { exitCode: EXIT.wrongCall, text: `${line}\r\n${USAGE}` }
        : perform(line, words);
  } catch (error) {
    outcome = { exitCode: EXIT.failed, text: messageOf(error) };
  }
  tell(outcome.text, typeof line === 'string' ? undefined : line.values.output);
  scriptHost().Quit(outcome.exitCode);
}

main();
