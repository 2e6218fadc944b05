import { Command } from 'commander';
import { makeVerify } from './commands/verify';
import { runProgram, useExitCodes } from './run-program';

const program = new Command('verify.mjs').version('0.1.0');
useExitCodes(program);
makeVerify(program, 'node verify.mjs');
runProgram(program);
