import { Command } from 'commander';
import { addEvidence } from './commands/evidence';
import { addExplain } from './commands/explain';
import { addLogin } from './commands/login';
import { addMachines } from './commands/machines';
import { addRollouts } from './commands/rollouts';
import { addVerify } from './commands/verify';
import { runProgram, useExitCodes } from './run-program';

const program = new Command('teredo-fleet').version('0.1.0');
program.description('Teredo Fleet for a terminal.');
useExitCodes(program);
addExplain(program);
addMachines(program);
addRollouts(program);
addEvidence(program);
addVerify(program);
addLogin(program);
runProgram(program);
