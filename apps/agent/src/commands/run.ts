import {
  Agent,
  type AgentReporter,
  openStateFolder,
  readEnrolment,
  takeMachineLock,
  takeProcessLock,
} from '@teredo-fleet/agent';
import {
  createLinuxNoticeChannel,
  createLinuxPlatform,
  createLinuxWitness,
  type LinuxPlatform,
  readLinuxHostFacts,
} from '@teredo-fleet/platform';
import type { Command } from 'commander';
import { adviceFor, standingWords } from '../advice';
import { type CommonOptions, linuxSettings, withCommonOptions } from '../options';
import { EXIT, print, printError } from '../output';
import { writeStatus } from '../status-file';

/** The file is for people who ask; a full disk must not cost the agent its connection. */
function keepStatus(stateDir: string, status: Parameters<typeof writeStatus>[1]): void {
  try {
    writeStatus(stateDir, status);
  } catch (error) {
    const text = `${stateDir}/status.json can't be written (${(error as Error).message}). Make room on its disk.`;
    printError(`${new Date().toISOString()} ${text}`);
  }
}

function printFailure(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  printError(`${new Date().toISOString()} ${text}`);
}

function reporterFor(stateDir: string, onBroken: () => void): AgentReporter {
  const told = (connected: boolean, door: 'ws' | 'poll' | null, text: string) => {
    print(`${new Date().toISOString()} ${text}`);
    keepStatus(stateDir, { connected, door, text });
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
    failed: printFailure,
    broken(error) {
      printFailure(error);
      printError(
        'That is a fault in the agent. It ends; started again it takes its jobs up where they stand.',
      );
      onBroken();
    },
  };
}

/** One agent a machine and one a folder. Gives what gives both up. */
async function takeLocks(stateDir: string): Promise<() => void> {
  const machine = await takeMachineLock(stateDir);
  for (const pid of machine.passedOver)
    print(`Process ${pid} of an ordinary user holds the place of an agent here too. It can change nothing.`);
  const folder = takeProcessLock(stateDir);
  return () => {
    folder.release();
    machine.release();
  };
}

/** A Miredo that does not start is what the server should hear of, and no reason to keep the agent from it. */
async function startWantedMiredo(platform: LinuxPlatform): Promise<void> {
  try {
    const started = await platform.startWantedMiredo();
    if (started !== null) print(started);
  } catch (error) {
    printError(`Miredo was on before and could not be started: ${(error as Error).message}`);
  }
}

async function run(options: CommonOptions): Promise<void> {
  const { stateDir } = options;
  openStateFolder(stateDir);
  const enrolment = readEnrolment(stateDir);
  const giveUpLocks = await takeLocks(stateDir);
  const settings = linuxSettings(options);
  const platform = createLinuxPlatform({ settings, now: Date.now });
  await startWantedMiredo(platform);
  const agent = new Agent({
    enrolment,
    stateDir,
    host: await readLinuxHostFacts(),
    platform,
    notice: createLinuxNoticeChannel(),
    witness: createLinuxWitness(),
    reporter: reporterFor(stateDir, () => stop(EXIT.failed)),
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
  withCommonOptions(program.command('run')).description('run the agent in the foreground').action(run);
}
