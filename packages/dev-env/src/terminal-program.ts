import { type ChildProcess, spawn } from 'node:child_process';
import { type Saw, until } from './until';

/** One run of a program, as a person at a terminal sees it. */
export class TerminalProgram {
  #text = '';
  #isOver = false;
  readonly child: ChildProcess;
  /** Its exit code, once all it printed is there; null: a signal ended it. */
  readonly ended: Promise<number | null>;

  constructor([command = '', ...args]: string[]) {
    this.child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk) => {
        this.#text += String(chunk);
      });
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (code) => {
        this.#isOver = true;
        resolve(code);
      });
    });
  }

  /** Everything that stands on its terminal. */
  get terminal(): string {
    return this.#text;
  }

  /** Resolves when it has said so. Throws with all it said when it ends or lets wait without that. */
  async says(pattern: RegExp): Promise<void> {
    const what = `${this.child.spawnargs.join(' ')} says ${pattern}`;
    const look = (saw: Saw) => {
      if (pattern.test(saw(this.#text))) return true;
      const { exitCode, signalCode } = this.child;
      if (this.#isOver)
        throw new Error(`in vain: ${what}. It ended (${signalCode ?? exitCode}):\n${this.#text}`);
      return false;
    };
    await until(what, look, { everyMs: 50 });
  }

  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.child.kill(signal);
    await this.ended;
  }
}
