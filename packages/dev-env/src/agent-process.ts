import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TerminalProgram } from './terminal-program';

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
  /** Puts a command where the agent is to run. A network has one agent: tests open one of their own (`openOwnNetwork`). */
  join(argv: string[]): string[];
}

/** The agent that ships, as a process of its own. */
export interface AgentProcess {
  machineId: string;
  output(): string;
  /** Resolves when it has said so since it runs. Throws with all it said when it ends or lets wait without that. */
  says(pattern: RegExp): Promise<void>;
  /** Process id of the running agent. */
  pid(): number;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>;
  /** SIGKILL at once; `run` starts it again on the same folder. */
  kill(): Promise<void>;
  run(): void;
}

/** Enrols and runs the built agent. Throws with what it printed when it could not enrol. */
export async function startAgentProcess(options: AgentProcessOptions): Promise<AgentProcess> {
  const { server, token, stateDir } = options;
  const call = (...args: string[]) =>
    new TerminalProgram(options.join([process.execPath, AGENT_BUNDLE, ...args, '--state-dir', stateDir]));
  const enrolment = call('enrol', '--server', server, '--token', token, ...options.enrolArguments);
  if ((await enrolment.ended) !== 0) throw new Error(`the agent did not enrol:\n${enrolment.terminal}`);
  const machineId = /machine ([0-9a-f-]{36})/.exec(enrolment.terminal)?.[1] ?? '';
  let running = call('run');
  return {
    machineId,
    output: () => running.terminal,
    says: (pattern) => running.says(pattern),
    pid: () => running.child.pid ?? 0,
    stop: () => running.end('SIGTERM'),
    kill: () => running.end('SIGKILL'),
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
