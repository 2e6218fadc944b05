import type { Command } from 'commander';
import { InputError } from './input-error';
import { EXIT, printError } from './output';

/** Runs a program to its end; what was given wrongly is told in a sentence, with its exit code. */
export function runProgram(program: Command): void {
  program.parseAsync().catch((error: unknown) => {
    if (!(error instanceof InputError)) throw error;
    printError(error.message);
    process.exit(error.exitCode);
  });
}

/** Ends with this program's own exit codes. Commands take it over when they are made. */
export function useExitCodes(program: Command): void {
  program.exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.explained : EXIT.usage));
}
