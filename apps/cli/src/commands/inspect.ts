import { judgeReadiness, type Readiness } from '@teredo-fleet/teredo';
import type { Command } from 'commander';
import { inspectProgramFile } from '../inspect/program-file';
import { EXIT, print } from '../output';
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
2 wrong usage, 3 a file could not be read, 7 of one it can't be told.`;

function exitCodeOf(verdicts: readonly Readiness[]): number {
  if (verdicts.includes('not-ready')) return EXIT.notUnderstood;
  return verdicts.includes('cannot-tell') ? EXIT.notAllChecked : EXIT.explained;
}

function run(paths: string[], { json }: { json?: boolean }): void {
  const inspected = paths.map((path) => {
    const facts = inspectProgramFile(path);
    return { path, facts, verdict: judgeReadiness(facts) };
  });
  if (json) print(printableJson(inspected));
  else print(inspected.map(({ path, facts, verdict }) => readinessAsText(path, facts, verdict)).join('\n\n'));
  process.exitCode = exitCodeOf(inspected.map(({ verdict }) => verdict.sockets.verdict));
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
