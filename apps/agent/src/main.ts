import { AGENT_VERSION, SessionError, StateError } from '@teredo-fleet/agent';
import { Command } from 'commander';
import { addAnswer } from './commands/answer';
import { addEnrol } from './commands/enrol';
import { addEnsure } from './commands/ensure';
import { addInspectProgram } from './commands/inspect-program';
import { addObserve } from './commands/observe';
import { addRun } from './commands/run';
import { addService } from './commands/service';
import { addStatus } from './commands/status';
import { addTrial } from './commands/trial';
import { addUninstall } from './commands/uninstall';
import { EXIT, printError } from './output';

const HELP = `
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not enrolled, 4 refused by the server, 5 server not reached,
6 ended to be started anew as the version that took its place.`;

/** A machine that has to be enrolled, anew or for the first time: no later start can help. */
const wantsEnrolment = (error: unknown) =>
  error instanceof StateError && (error.code === 'not-enrolled' || error.code === 'damaged');

/** No word of the server's. */
const UNANSWERED: SessionError['code'][] = ['unreachable', 'closed', 'timed-out'];

function exitCodeOf(error: unknown): number {
  if (wantsEnrolment(error)) return EXIT.notEnrolled;
  if (error instanceof SessionError) return UNANSWERED.includes(error.code) ? EXIT.unreachable : EXIT.refused;
  return EXIT.failed;
}

const program = new Command('teredo-agent').version(AGENT_VERSION).addHelpText('after', HELP);
program.description(
  'Tells a Teredo Fleet server what Teredo does on this machine, and changes it when asked to.',
);
// Commands take this over when they are made.
program.exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.done : EXIT.usage));
for (const add of [
  addEnrol,
  addRun,
  addObserve,
  addStatus,
  addService,
  addUninstall,
  addAnswer,
  addTrial,
  addInspectProgram,
  addEnsure,
])
  add(program);

program.parseAsync().catch((error: unknown) => {
  printError(error instanceof Error ? error.message : String(error));
  process.exit(exitCodeOf(error));
});
