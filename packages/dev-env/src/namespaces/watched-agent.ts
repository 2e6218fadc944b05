import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTeredoLab, type TeredoLab } from './teredo-lab';

/** The agent of one file on a machine of a lab, started again whenever it ends, as a service is. It may replace its program. */
export class WatchedAgent {
  readonly #room = mkdtempSync(join(tmpdir(), 'watched-agent-'));
  readonly #program = join(this.#room, 'teredo-agent.mjs');
  /** Exit codes, the first first; null: ended by a signal. */
  readonly ends: (number | null)[] = [];
  machineId = '';
  /** What it printed. */
  said = '';
  #child: ChildProcess | null = null;
  #stopped = false;

  private constructor(readonly lab: TeredoLab) {}

  #command(...args: string[]): [string, ...string[]] {
    const agent = [process.execPath, this.#program, ...args, '--state-dir', join(this.#room, 'state')];
    return this.lab.client.join(agent) as [string, ...string[]];
  }

  #run(): void {
    const [command, ...args] = this.#command('run');
    const child = spawn(command, args, { env: { ...process.env, INVOCATION_ID: 'test' } });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (this.said += String(chunk)));
    child.once('close', (code) => {
      this.ends.push(code);
      if (!this.#stopped) setTimeout(() => this.#stopped || this.#run(), 50);
    });
  }

  /** Enrols with a copy of `program`, which it may replace, and runs it. */
  static async start(options: {
    hostname: string;
    program: string;
    server: { agentUrl: string; agentPort: number };
    token: string;
  }): Promise<WatchedAgent> {
    const { hostname, program, server, token } = options;
    const lab = await createTeredoLab({ nat: 'none', clientName: hostname });
    await lab.relayToClient(server.agentPort);
    const agent = new WatchedAgent(lab);
    copyFileSync(program, agent.#program);
    const [command, ...args] = agent.#command('enrol', '--server', server.agentUrl, '--token', token);
    const { stdout } = await promisify(execFile)(command, args);
    agent.machineId = /machine ([0-9a-f-]{36})/.exec(stdout)?.[1] ?? '';
    agent.#run();
    return agent;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const child = this.#child;
    if (child !== null && child.exitCode === null && child.signalCode === null) {
      const closed = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      await closed;
    }
    await this.lab.close();
    rmSync(this.#room, { recursive: true, force: true });
  }
}
