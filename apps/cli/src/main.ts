import { Command } from 'commander';
import { addExplain } from './commands/explain';
import { addLogin } from './commands/login';
import { addMachines } from './commands/machines';
import { addRollouts } from './commands/rollouts';
import { InputError } from './input-error';
import { EXIT, printError } from './output';

const program = new Command('teredo-fleet').version('0.1.0');
program.description('Teredo Fleet for a terminal.');
// Commands take this over when they are made.
program.exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.explained : EXIT.usage));
addExplain(program);
addMachines(program);
addRollouts(program);
addLogin(program);

program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof InputError)) throw error;
  printError(error.message);
  process.exit(error.exitCode);
});
