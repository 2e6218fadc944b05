import {
  Agent,
  type AgentReporter,
  beginProbation,
  FETCH_AGAIN_MS,
  notEnrolled,
  type OwnProgram,
  openStateFolder,
  type Probation,
  RELEASE_KEY,
  readEnrolment,
  runningAgent,
  takeMachineLock,
  takeProcessLock,
} from '@teredo-fleet/agent';
import type { Command } from 'commander';
import { adviceFor, standingWords } from '../advice';
import { openLog } from '../log-file';
import { type CommonOptions, withCommonOptions } from '../options';
import { EXIT, type Output, standardOutput } from '../output';
import { startAnew } from '../own-program/start-anew';
import { createOwnProgram } from '../own-program/this-program';
import { writeStatus } from '../status-file';
import { onStopFile } from '../stop-file';
import { createThisMachine, guardStateDir } from '../this-platform';

interface RunOptions extends CommonOptions {
  logFile?: string;
}

/** The file is for people who ask; a full disk must not cost the agent its connection. */
function keepStatus(stateDir: string, status: Parameters<typeof writeStatus>[1], out: Output): void {
  try {
    writeStatus(stateDir, status);
  } catch (error) {
    const text = `${stateDir}/status.json can't be written (${(error as Error).message}). Make room on its disk.`;
    out.printError(`${new Date().toISOString()} ${text}`);
  }
}

function printFailure(error: unknown, out: Output): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  out.printError(`${new Date().toISOString()} ${text}`);
}

interface ReporterParts {
  stateDir: string;
  out: Output;
  probation: Probation;
  onBroken(): void;
}

function reporterFor({ stateDir, out, probation, onBroken }: ReporterParts): AgentReporter {
  const told = (status: Parameters<typeof writeStatus>[1]) => {
    out.print(`${new Date().toISOString()} ${status.text}`);
    keepStatus(stateDir, status, out);
  };
  return {
    connected({ door, welcome }) {
      probation.passed();
      const how = door === 'ws' ? 'over a WebSocket' : 'by sealed polling';
      const text = `Connected ${how}; ${standingWords(welcome.status)}`;
      told({ connected: true, door, text, code: null });
    },
    disconnected({ code, text, retryInMs }) {
      const next = `Next attempt in ${Math.ceil(retryInMs / 1000)} s.`;
      const words = [text, adviceFor(code), next].filter((part) => part !== '').join(' ');
      told({ connected: false, door: null, text: words, code });
    },
    failed: (error) => printFailure(error, out),
    broken(error) {
      printFailure(error, out);
      out.printError(
        'That is a fault in the agent. It ends; started again it takes its jobs up where they stand.',
      );
      onBroken();
    },
  };
}

/** One agent a machine and one a folder. Gives what gives both up. */
async function takeLocks(stateDir: string, out: Output): Promise<() => void> {
  const machine = await takeMachineLock(stateDir);
  for (const pid of machine.passedOver)
    out.print(
      `Process ${pid} of an ordinary user holds the place of an agent here too. It can change nothing.`,
    );
  const folder = takeProcessLock(stateDir);
  return () => {
    folder.release();
    machine.release();
  };
}

function updatesOf(program: OwnProgram | null) {
  return program === null || RELEASE_KEY === null
    ? null
    : { program, releaseKey: RELEASE_KEY, fetchAgainMs: FETCH_AGAIN_MS };
}

/** Before anything else that could fail. Null: this version has given its place back. */
function startProbation({ stateDir }: RunOptions, program: OwnProgram | null): Probation | null {
  // While another agent runs here, this start is a mistake of somebody's and tells nothing of the version.
  if (program === null || runningAgent(stateDir) !== null)
    return { passed: () => undefined, close: () => undefined };
  return beginProbation(stateDir, program);
}

async function run(options: RunOptions): Promise<void> {
  const { stateDir } = options;
  // Somebody else's folder, or none, is neither believed nor written into.
  if (!(await guardStateDir(stateDir))) throw notEnrolled(stateDir);
  const out = options.logFile === undefined ? standardOutput : openLog(options.logFile);
  const program = createOwnProgram(options, () => stop(() => void anew()));
  const probation = startProbation(options, program);
  if (probation === null) {
    out.print('This version of the agent does not work here. The one before it is started again.');
    return startAnew(options);
  }
  openStateFolder(stateDir);
  const enrolment = readEnrolment(stateDir);
  const giveUpLocks = await takeLocks(stateDir, out);
  const anew = () => {
    giveUpLocks();
    return startAnew(options);
  };
  const end = (exitCode: number) => {
    giveUpLocks();
    process.exit(exitCode);
  };
  const machine = createThisMachine(options);
  await machine.prepare(out);
  const agent = new Agent({
    enrolment,
    stateDir,
    host: await machine.readHostFacts(),
    platform: machine.platform,
    notice: machine.notice,
    witness: machine.witness,
    reporter: reporterFor({ stateDir, out, probation, onBroken: () => stop(() => end(EXIT.failed)) }),
    applications: machine.applications,
    programs: { reader: machine.programs },
    random: Math.random,
    failpoint: null,
    updates: updatesOf(program),
  });
  const stop = (then: () => void) => {
    probation.close();
    void agent.stop().then(then);
  };
  const stopAsAsked = () => stop(() => end(EXIT.done));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopAsAsked);
  if (process.platform === 'win32') onStopFile(stateDir, stopAsAsked);
  agent.start();
}

export function addRun(program: Command): void {
  withCommonOptions(program.command('run'))
    .description('run the agent in the foreground')
    .option('--log-file <file>', 'write there what would be printed')
    .option('--exchange-folder <folder>', 'where agent and applications meet (Linux)')
    .action(run);
}
