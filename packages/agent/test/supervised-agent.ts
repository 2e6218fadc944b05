import { type ChildProcess, spawn } from 'node:child_process';
import { processWords } from '../../dev-env/src/process-words';
import { type Saw, until } from '../../dev-env/src/until';
import { runningAgent } from '../src';

/** Starts an agent's program again whenever it has ended, as a service's supervisor does. */
export class SupervisedAgent {
  readonly ends: (number | null)[] = [];
  said = '';
  #child: ChildProcess | null = null;
  #stopped = false;

  constructor(
    readonly program: string,
    readonly stateDir: string,
    /** Puts it where it is to run. */
    private readonly join: (argv: string[]) => string[],
  ) {
    this.#start();
  }

  #start(): void {
    const agent = [process.execPath, this.program, 'run', '--state-dir', this.stateDir];
    const [command = '', ...args] = this.join(agent);
    const child = spawn(command, args, { env: { ...process.env, INVOCATION_ID: 'test' } });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        this.said += String(chunk);
      });
    child.once('close', (code) => {
      this.ends.push(code);
      if (!this.#stopped) setTimeout(() => this.#stopped || this.#start(), 50);
    });
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    let isClosed = false;
    child.once('close', () => {
      isClosed = true;
    });
    child.kill('SIGTERM');
    const look = (saw: Saw) => {
      saw(`${processWords(child.pid ?? 0)}\nIt said:\n${this.said}`);
      return isClosed;
    };
    await until('the agent has ended as it was asked to', look, { everyMs: 20 });
  }
}

/** Ends the agent that runs on a folder, whoever started it. */
export async function endAgentOf(stateDir: string): Promise<void> {
  const look = (saw: Saw) => {
    const pid = runningAgent(stateDir);
    if (pid === null) return true;
    saw(processWords(pid));
    process.kill(pid, 'SIGTERM');
    return false;
  };
  await until(`no agent runs on ${stateDir}`, look, { everyMs: 100 });
}
