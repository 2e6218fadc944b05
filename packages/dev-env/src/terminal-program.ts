import { type ChildProcess, spawn } from 'node:child_process';
import { untilSays } from './until-says';

/** One run of a program, as a person at a terminal sees it. */
export class TerminalProgram {
  #text = '';
  #end: string | null = null;
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
      this.child.once('close', (code, signal) => {
        this.#end = String(signal ?? code);
        resolve(code);
      });
    });
  }

  /** Everything that stands on its terminal. */
  get terminal(): string {
    return this.#text;
  }

  /** Resolves when it has said so. Throws with all it said when it ends or lets wait without that. */
  says(pattern: RegExp): Promise<void> {
    return untilSays(this.child.spawnargs.join(' '), pattern, () => ({ said: this.#text, end: this.#end }));
  }

  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.child.kill(signal);
    await this.ended;
  }
}
