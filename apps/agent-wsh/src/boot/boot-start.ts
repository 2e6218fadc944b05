import { quotedArgument, SCRIPT_TASK as TASK } from '@teredo-fleet/teredo';
import { EXIT } from '../exit-codes';

/** What this Windows has to start programs with. */
export interface BootFacts {
  /** As the registry has it: `5.1` is XP, `5.2` Server 2003, `6.0` and up Vista and later. */
  ntVersion: string;
  /** XP Home has no schtasks. */
  hasScheduler: boolean;
}

/** What starts the agent with Windows as SYSTEM, as command lines, to be run in order. */
export interface BootStart {
  kind: 'task-by-file' | 'task-by-line' | 'service';
  /** The batch file that the service runs; null: it is none. */
  batchFile: string | null;
  /** For people: where it is found on the machine. */
  name: string;
  /** One that fails leaves nothing installed. */
  make: string[];
  /** May fail: see each kind. */
  start: string[];
  /** Leaves an agent that runs alone. What is not there any more fails, and is no fault. */
  remove: string[];
}

export const SERVICE = 'TeredoFleetAgent';

/** From one start of an agent that does not stay to the next. */
export const KEPT_EVERY_MS = 300_000;

/** The agent as a program with its arguments. */
export interface AgentProgram {
  program: string;
  args: string[];
}

const line = (...words: string[]): string => words.map(quotedArgument).join(' ');
const lineOf = ({ program, args }: AgentProgram): string => line(...[program].concat(args));

/**
 * Vista and later: a task at boot, from a file, since only there it can be said that a task is never ended. XP
 * Professional and Server 2003: their scheduler ends a task after 72 hours and their schtasks can't tell it otherwise (no
 * Microsoft page says so of XP; it has the scheduler of Windows 2000, of which it is written), so the task is tried every
 * five minutes; while the agent runs Windows starts no second one. XP Home: a service whose program starts a shell and
 * ends. Windows then writes down that the service did not answer, and the shell runs all the same: it starts the agent
 * anew every five minutes, until that one was stopped, found another one, or the shell's own batch file is gone.
 */
export function bootStartOf(
  { ntVersion, hasScheduler }: BootFacts,
  agent: AgentProgram,
  { system, taskFile, batchFile }: { system: string; taskFile: string; batchFile: string },
): BootStart {
  const schtasks = (...words: string[]): string => line(`${system}schtasks.exe`, ...words);
  const tasks = {
    batchFile: null,
    name: `the task "${TASK}"`,
    start: [schtasks('/run', '/tn', TASK)],
    remove: [schtasks('/delete', '/tn', TASK, '/f')],
  };
  if (!hasScheduler) return serviceStart(batchFile, system);
  if (!/^5\./.test(ntVersion))
    return {
      kind: 'task-by-file',
      ...tasks,
      make: [schtasks('/create', '/tn', TASK, '/xml', taskFile, '/f')],
    };
  const often = ['/sc', 'minute', '/mo', '5', '/ru', 'SYSTEM'];
  return {
    kind: 'task-by-line',
    ...tasks,
    make: [schtasks('/create', '/tn', TASK, '/tr', lineOf(agent), ...often)],
  };
}

/** What keepingBatch is made of. */
export interface KeptPrograms {
  agent: AgentProgram;
  /** Waits as long as the shell is to wait between two starts. */
  wait: AgentProgram;
  /** With a backslash at its end. */
  system: string;
}

/**
 * A batch file that starts the agent until it stays, for where Windows has nothing that would. Its loop is one line, which
 * a shell has whole when the file is taken away. Where `ping` can't wait, since it is not there or reaches no driver of the
 * network, the agent's program waits; where that can't either the shell ends, and the next boot starts another. (No `||`:
 * Wine's shell goes on behind it whatever the exit code.)
 */
export function keepingBatch({ agent, wait, system }: KeptPrograms): string {
  const asBatchText = (program: AgentProgram): string => lineOf(program).replace(/%/g, '%%');
  const stays = `if errorlevel ${EXIT.stopped} if not errorlevel ${EXIT.alreadyRuns + 1} exit`;
  const turn = [
    asBatchText(agent),
    `(${stays})`,
    `"${system}ping.exe" -n ${KEPT_EVERY_MS / 1000 + 1} 127.0.0.1 >nul`,
    `(if errorlevel 1 ${asBatchText(wait)})`,
    // A program that is ended by a fault of its own has a code below zero.
    '(if errorlevel 1 exit)',
    '(if not errorlevel 0 exit)',
    'if not exist "%~f0" exit',
  ];
  return ['@echo off', `for /l %%i in (0,0,1) do (${turn.join(' & ')})`, ''].join('\r\n');
}

function serviceStart(batchFile: string, system: string): BootStart {
  const sc = (...words: string[]): string => line(`${system}sc.exe`, ...words);
  const shell = `${line(`${system}cmd.exe`)} /d /c`;
  const program = `${shell} start "" /b "${batchFile}"`;
  return {
    kind: 'service',
    batchFile,
    name: `the service ${SERVICE}`,
    // Else XP shows at each boot that a service failed.
    make: [
      sc('create', SERVICE, 'binPath=', program, 'start=', 'auto', 'error=', 'ignore', 'DisplayName=', TASK),
    ],
    start: [sc('start', SERVICE)],
    remove: [sc('delete', SERVICE), `${shell} del /q "${batchFile.replace(/\d+(?=\.cmd$)/, '*')}"`],
  };
}
