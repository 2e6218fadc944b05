import {
  Agent,
  type AgentReporter,
  openStateFolder,
  readEnrolment,
  takeMachineLock,
  takeProcessLock,
} from '@teredo-fleet/agent';
import type { Command } from 'commander';
import { adviceFor, standingWords } from '../advice';
import { openLog } from '../log-file';
import { type CommonOptions, withCommonOptions } from '../options';
import { EXIT, type Output, standardOutput } from '../output';
import { writeStatus } from '../status-file';
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

function reporterFor(stateDir: string, out: Output, onBroken: () => void): AgentReporter {
  const told = (connected: boolean, door: 'ws' | 'poll' | null, text: string) => {
    out.print(`${new Date().toISOString()} ${text}`);
    keepStatus(stateDir, { connected, door, text }, out);
  };
  return {
    connected({ door, welcome }) {
      const how = door === 'ws' ? 'over a WebSocket' : 'by sealed polling';
      told(true, door, `Connected ${how}; ${standingWords(welcome.status)}`);
    },
    disconnected({ code, text, retryInMs }) {
      const next = `Next attempt in ${Math.ceil(retryInMs / 1000)} s.`;
      told(false, null, [text, adviceFor(code), next].filter((part) => part !== '').join(' '));
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

async function run(options: RunOptions): Promise<void> {
  const { stateDir } = options;
  const out = options.logFile === undefined ? standardOutput : openLog(options.logFile);
  openStateFolder(stateDir);
  await guardStateDir(stateDir);
  const enrolment = readEnrolment(stateDir);
  const giveUpLocks = await takeLocks(stateDir, out);
  const machine = createThisMachine(options);
  await machine.prepare(out);
  const agent = new Agent({
    enrolment,
    stateDir,
    host: await machine.readHostFacts(),
    platform: machine.platform,
    notice: machine.notice,
    witness: machine.witness,
    reporter: reporterFor(stateDir, out, () => stop(EXIT.failed)),
    random: Math.random,
    failpoint: null,
  });
  const stop = (exitCode: number) => {
    void agent.stop().then(() => {
      giveUpLocks();
      process.exit(exitCode);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(EXIT.done));
  agent.start();
}

export function addRun(program: Command): void {
  withCommonOptions(program.command('run'))
    .description('run the agent in the foreground')
    .option('--log-file <file>', 'write there what would be printed')
    .action(run);
}
