import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The agent as it ships, in one file; built before. */
export const AGENT_BUNDLE = join(
  dirname(fileURLToPath(import.meta.url)),
  ...['..', '..', '..', 'apps', 'agent', 'dist', 'teredo-agent.mjs'],
);

export interface AgentProcessOptions {
  server: string;
  token: string;
  stateDir: string;
  /** More arguments of `enrol`: where Miredo's files are, which door. */
  enrolArguments: string[];
  /** Puts a command where the agent is to run, a namespace for one. */
  join(argv: string[]): string[];
}

/** The agent that ships, as a process of its own. */
export interface AgentProcess {
  machineId: string;
  output(): string;
  /** Process id of the running agent. */
  pid(): number;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>;
  /** SIGKILL at once; `run` starts it again on the same folder. */
  kill(): Promise<void>;
  run(): void;
}

function start(argv: string[]) {
  const [command = '', ...args] = argv;
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return { child, ended, output: () => text };
}

/** Enrols and runs the built agent. Throws with what it printed when it could not enrol. */
export async function startAgentProcess(options: AgentProcessOptions): Promise<AgentProcess> {
  const { server, token, stateDir } = options;
  const call = (...args: string[]) =>
    start(options.join([process.execPath, AGENT_BUNDLE, ...args, '--state-dir', stateDir]));
  const enrolment = call('enrol', '--server', server, '--token', token, ...options.enrolArguments);
  if ((await enrolment.ended) !== 0) throw new Error(`the agent did not enrol:\n${enrolment.output()}`);
  const machineId = /machine ([0-9a-f-]{36})/.exec(enrolment.output())?.[1] ?? '';
  let running = call('run');
  const end = async (signal: NodeJS.Signals) => {
    running.child.kill(signal);
    await running.ended;
  };
  return {
    machineId,
    output: () => running.output(),
    pid: () => running.child.pid ?? 0,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    run() {
      running = call('run');
    },
  };
}

/** A Node that does nothing at all, to compare with. */
export function startBareNode(): { pid: number; stop(): void } {
  const bare = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e9)'], { stdio: 'ignore' });
  return { pid: bare.pid ?? 0, stop: () => bare.kill('SIGKILL') };
}
