import {
  type ExecutableFacts,
  judgeReadiness,
  type Readiness,
  type ReadinessVerdict,
} from '@teredo-fleet/teredo';
import type { Command } from 'commander';
import { InputError } from '../input-error';
import { inspectProgramFile } from '../inspect/program-file';
import { EXIT, print, printError } from '../output';
import { readinessAsText } from '../print/readiness-text';
import { printableJson } from '../print/visible-text';

const HELP = `
Examples:
  teredo-fleet inspect server.exe
  teredo-fleet inspect --json C:/Programs/*.exe

Microsoft asks of a program that is to use Teredo that its sockets can do IPv6,
and that it sets IPV6_PROTECTION_LEVEL to unrestricted. This reads what the file
itself tells of both: the functions that it imports, the members of .NET that
it names, and code that passes the option. Nothing is run and nothing is sent
anywhere. What it loads only when it runs is not seen, nor which version it
tells a socket of .NET to use; then it can't be told.

Exit codes: 0 the sockets of every file are ready, 1 those of one are not,
2 wrong usage, 3 a file could not be read (the others are told of all the same),
7 of one it can't be told.`;

function exitCodeOf(verdicts: readonly Readiness[]): number {
  if (verdicts.includes('not-ready')) return EXIT.notUnderstood;
  return verdicts.includes('cannot-tell') ? EXIT.notAllChecked : EXIT.explained;
}

interface Inspected {
  path: string;
  facts: ExecutableFacts;
  verdict: ReadinessVerdict;
}

function inspect(path: string): Inspected | InputError {
  try {
    const facts = inspectProgramFile(path);
    return { path, facts, verdict: judgeReadiness(facts) };
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

/** One that can't be read keeps nobody from being told of the others. */
function run(paths: string[], { json }: { json?: boolean }): void {
  const inspected: Inspected[] = [];
  let unread = 0;
  for (const path of paths) {
    const found = inspect(path);
    if (!(found instanceof InputError)) inspected.push(found);
    else {
      unread += 1;
      printError(found.message);
    }
  }
  if (json) print(printableJson(inspected));
  else if (inspected.length > 0)
    print(inspected.map(({ path, facts, verdict }) => readinessAsText(path, facts, verdict)).join('\n\n'));
  process.exitCode =
    unread > 0 ? EXIT.unreadable : exitCodeOf(inspected.map(({ verdict }) => verdict.sockets.verdict));
}

export function addInspect(program: Command): void {
  program
    .command('inspect')
    .description('say whether a program of Windows is ready for IPv6 and Teredo')
    .argument('<files...>', 'programs and libraries: .exe, .dll')
    .option('--json', 'print everything as JSON')
    .addHelpText('after', HELP)
    .action(run);
}
