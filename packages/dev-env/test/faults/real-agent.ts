import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AGENT_BUNDLE } from '../../src/agent-process';
import { until } from '../../src/until';

/** One run of the agent that ships, as a person at a terminal sees it. */
export class RealAgent {
  #text = '';
  readonly ended: Promise<number | null>;

  private constructor(readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        this.#text += String(chunk);
      });
    }
    this.ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  }

  /** `inside` puts the command where it is to run, a namespace for one. */
  static run(stateDir: string, args: string[], inside = (argv: string[]) => argv): RealAgent {
    const [command = '', ...rest] = inside([
      process.execPath,
      AGENT_BUNDLE,
      ...args,
      '--state-dir',
      stateDir,
    ]);
    return new RealAgent(spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** Everything that stands on its terminal. */
  get terminal(): string {
    return this.#text;
  }

  async says(pattern: RegExp): Promise<void> {
    await until(`the agent says ${pattern}`, () => pattern.test(this.#text), { everyMs: 50 }).catch(
      (error) => {
        throw new Error(`${error.message}\n${this.#text}`);
      },
    );
  }

  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.child.kill(signal);
    await this.ended;
  }
}

/** A folder for an agent; `copyOf`: as a disk that was copied has it. */
export function makeStateDir(copyOf: string | null = null): { stateDir: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'real-agent-'));
  const stateDir = join(folder, 'state');
  if (copyOf !== null) cpSync(copyOf, stateDir, { recursive: true });
  return { stateDir, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
